// The cards of the last months as stacked bars; the table below the picture says the same.
(() => {
  "use strict";

  const place = document.getElementById("card-trend");
  const { months, series } = JSON.parse(document.getElementById("card-months").textContent);
  const COLORS = { 1: "#1f6fd6", 2: "#e8a200", 3: "#c62828" };
  const chart = echarts.init(place, null, { renderer: "svg" });
  const short = (month) => (month.endsWith("-01") ? month.slice(0, 4) : String(Number(month.slice(5))));
  const text = { color: "#333d4b", fontSize: 14 };
  chart.setOption({
    animation: false,
    color: series.map((one) => COLORS[one.level]),
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    legend: { top: 0, left: 0, itemGap: 24, textStyle: text },
    tooltip: { trigger: "axis", axisPointer: { type: "shadow" } },
    grid: { left: 4, right: 8, top: 40, bottom: 4, containLabel: true },
    xAxis: { type: "category", data: months, axisTick: { show: false }, axisLabel: { ...text, formatter: short } },
    yAxis: { type: "value", minInterval: 1, axisLabel: text },
    series: series.map((one) => ({ type: "bar", stack: "cards", name: one.name, data: one.values, barMaxWidth: 36 })),
  });
  const PAPER = 600; // what A4 leaves inside a card, in pixels: no "resize" comes before it is printed
  window.addEventListener("resize", () => chart.resize());
  window.addEventListener("beforeprint", () => chart.resize({ width: PAPER }));
  window.addEventListener("afterprint", () => chart.resize({ width: "auto" }));
})();
