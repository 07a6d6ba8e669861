// The charts of the live picture: drawn from what the picture says, and again when it is a new one.
(() => {
  "use strict";

  const BLUE = "#7db4ff", GREEN = "#63d79f", SOFT = "#b4c3d8", LINE = "#263a57", INK = "#f2f6fc";
  const charts = new Map();
  const size = () => Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 1.0625);

  const axis = () => ({
    axisLine: { lineStyle: { color: LINE } },
    axisTick: { show: false },
    axisLabel: { color: SOFT, fontSize: size() },
    splitLine: { lineStyle: { color: LINE } },
  });
  const legend = () => ({ top: 0, right: 0, textStyle: { color: SOFT, fontSize: size() } });
  const bars = (name, data, color) => ({ type: "bar", name, data, itemStyle: { color, borderRadius: 2 }, barMaxWidth: 18 });

  function days(rows, words) {
    return {
      animationDurationUpdate: 300, color: [BLUE, GREEN], legend: legend(),
      grid: { left: 4, right: 12, top: size() * 2.4, bottom: 4, containLabel: true },
      xAxis: { type: "category", data: rows.map((row) => row[0]), ...axis() },
      yAxis: { type: "value", minInterval: 1, ...axis() },
      series: [
        bars(words.filed, rows.map((row) => row[1]), BLUE),
        { type: "line", name: words.concluded, data: rows.map((row) => row[2]), symbolSize: 8, lineStyle: { width: 3 }, itemStyle: { color: GREEN } },
      ],
    };
  }

  function offices(rows, words) {
    const labelled = (series) => ({ ...series, label: { show: true, position: "right", color: INK, fontSize: size() } });
    const short = (name) => (name.length > 9 ? `${name.slice(0, 8)}…` : name);
    return {
      animationDurationUpdate: 300, legend: legend(),
      grid: { left: 4, right: 40, top: size() * 2.4, bottom: 4, containLabel: true },
      xAxis: { type: "value", minInterval: 1, ...axis(), axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: { type: "category", inverse: true, data: rows.map((row) => short(row[0])), ...axis() },
      series: [
        labelled(bars(words.accepted, rows.map((row) => row[1]), BLUE)),
        labelled(bars(words.concluded, rows.map((row) => row[2]), GREEN)),
      ],
    };
  }

  function draw() {
    const picture = document.getElementById("picture");
    for (const [name, made] of [["days", days], ["offices", offices]]) {
      const place = document.querySelector(`[data-chart=${name}]`);
      if (!charts.has(name)) charts.set(name, echarts.init(place, null, { renderer: "canvas" }));
      charts.get(name).setOption(made(JSON.parse(picture.dataset[name]), place.dataset));
    }
  }

  document.addEventListener("live:shown", draw);
  window.addEventListener("resize", () => { charts.forEach((chart) => chart.resize()); draw(); });
  draw();
})();
