// Draws the charts from the figures that stand in the page. Each has a table beside it, so nothing is lost without.
"use strict";
(() => {
  const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const drawn = new Map();

  function axis(extra) {
    return { stroke: colour("--dim"), grid: { stroke: colour("--soft"), width: 1 }, ticks: { stroke: colour("--line"), width: 1 }, ...extra };
  }

  const percent = (_, ticks) => ticks.map((tick) => `${Math.round(tick * 100)} %`);
  const day = (tick) => new Date(tick * 1000).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });
  const days = (_, ticks) => ticks.map(day);
  const share = (_, value) => (value == null ? "–" : `${(value * 100).toFixed(1)} %`);

  // Weeks on the x axis (seconds since 1970), one line for each series; a gap is a week without figures.
  function weeks(data) {
    const lines = data.series.map((one, index) => ({
      label: one.label, stroke: colour(["--accent", "--blue", "--warn", "--bad"][index % 4]), width: 2,
      points: { show: true, size: 6 }, value: data.unit === "share" ? share : undefined, spanGaps: false,
    }));
    return {
      options: {
        scales: { x: { time: true }, y: data.unit === "share" ? { range: [0, 1] } : {} },
        axes: [axis({ space: 70, values: days }), axis({ size: 52, values: data.unit === "share" ? percent : undefined })],
        series: [{ label: "Week from", value: (_, tick) => (tick == null ? "–" : day(tick)) }, ...lines],
      },
      values: [data.x, ...data.series.map((one) => one.values)],
    };
  }

  // What was said against what happened; on the diagonal, chances mean what they say.
  function reliability(data) {
    return {
      options: {
        scales: { x: { time: false, range: [0, 1] }, y: { range: [0, 1] } },
        axes: [axis({ values: percent, label: "said", labelSize: 20, stroke: colour("--dim") }), axis({ size: 52, values: percent, label: "happened", labelSize: 20 })],
        series: [{ label: "Said", value: share },
          { label: "Happened", stroke: colour("--accent"), width: 2, points: { show: true, size: 7 }, value: share, spanGaps: true },
          { label: "Ideal", stroke: colour("--dim"), width: 1, dash: [5, 5], points: { show: false }, value: share, spanGaps: true }],
      },
      values: [data.x, data.y, data.x],
    };
  }

  // Errors of forecasts, a place for each: what is served beside Naive2. Under 1 beats "the same as last season".
  function errors(data) {
    const value = (_, one) => (one == null ? "–" : one.toFixed(2));
    return {
      options: {
        scales: { x: { time: false }, y: { range: (_, __, most) => [0, Math.max(most, 1) * 1.05] } },
        axes: [axis({ label: "forecasts, the best first", labelSize: 20, incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000] }), axis({ size: 52, label: "error", labelSize: 20 })],
        series: [{ label: "Place" },
          { label: "Served", stroke: colour("--accent"), width: 2, points: { show: true, size: 6 }, value },
          { label: "Naive2", stroke: colour("--warn"), width: 1, dash: [5, 5], points: { show: true, size: 4 }, value }],
      },
      values: [data.x, data.served, data.naive2],
    };
  }

  const kinds = { weeks, reliability, errors };

  function draw(figure) {
    const source = figure.querySelector("script[type='application/json']");
    const make = kinds[figure.dataset.chart];
    if (!source || !make || typeof uPlot === "undefined") return;
    const { options, values } = make(JSON.parse(source.textContent));
    const size = { width: Math.max(figure.clientWidth, 120), height: figure.classList.contains("small") ? 90 : 240 };
    if (figure.classList.contains("small")) {
      options.legend = { show: false };
      const seen = values.slice(1).flat().filter((one) => one != null);
      options.scales.y = { range: [Math.min(...seen) - 0.03, Math.max(...seen) + 0.03] };
      options.axes.forEach((one) => { one.show = false; });
    }
    drawn.get(figure)?.destroy();
    drawn.set(figure, new uPlot({ ...size, cursor: { drag: { x: false, y: false } }, ...options }, values, figure));
  }

  const drawAll = () => document.querySelectorAll("figure[data-chart]").forEach(draw);
  let waiting;
  document.addEventListener("DOMContentLoaded", drawAll);
  window.addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(drawAll, 120); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawAll);
  document.addEventListener("htmx:afterSwap", drawAll);
})();
