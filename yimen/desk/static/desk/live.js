// The charts of the live picture: drawn from what the picture says, and again when it is a new one.
(() => {
  "use strict";

  const BLUE = "#7db4ff", GREEN = "#63d79f", SOFT = "#b4c3d8", LINE = "#263a57", INK = "#f2f6fc";
  const charts = new Map();
  const size = () => Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * 1.1875);

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

  // Each department has as much room as any other, however many there are; its name is whole, in two lines.
  function offices(all, words, place) {
    const top = size() * 2.4, height = size() * 3.2, room = place.clientHeight - top;
    const rows = all.slice(...window.screenPart(place.closest(".s-panel"), all.length, Math.floor(room / height)));
    const labelled = (series) => ({ ...series, label: { show: true, position: "right", color: INK, fontSize: size() } });
    const name = { ...axis(), axisLabel: { color: SOFT, fontSize: size(), lineHeight: size() * 1.25, width: size() * 9.4, overflow: "breakAll" } };
    return {
      animationDurationUpdate: 300, legend: legend(),
      title: { show: !all.length, text: words.none, left: 0, top, textStyle: { color: SOFT, fontSize: size(), fontWeight: 400 } },
      grid: { left: 4, right: size() * 3, top, bottom: Math.max(4, room - rows.length * height), containLabel: true },
      xAxis: { type: "value", minInterval: 1, ...axis(), axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: { type: "category", inverse: true, data: rows.map((row) => row[0]), ...name },
      series: [
        labelled(bars(words.accepted, rows.map((row) => row[1]), BLUE)),
        labelled(bars(words.concluded, rows.map((row) => row[2]), GREEN)),
      ],
    };
  }

  // On a phone the departments follow one another, as long as that is.
  function fit(place, count) {
    const height = matchMedia("(max-width: 1100px)").matches ? `${size() * (2.6 + 3.2 * Math.max(1, count))}px` : "";
    if (place.style.height === height) return;
    place.style.height = height;
    charts.get("offices")?.resize();
  }

  function draw() {
    const picture = document.getElementById("picture");
    for (const [name, made] of [["days", days], ["offices", offices]]) {
      const place = document.querySelector(`[data-chart=${name}]`);
      const rows = JSON.parse(picture.dataset[name]);
      if (name === "offices") fit(place, rows.length);
      if (!charts.has(name)) charts.set(name, echarts.init(place, null, { renderer: "canvas" }));
      charts.get(name).setOption(made(rows, place.dataset, place));
    }
  }

  document.addEventListener("screen:turned", draw); // after each new picture too
  window.addEventListener("resize", () => { charts.forEach((chart) => chart.resize()); draw(); });
  draw();
})();
