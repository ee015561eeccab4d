// SPDX-License-Identifier: MIT
// The report of a run: bands of tags, lines of percentiles, thermo columns, a cursor through all of them.
"use strict";

(() => {
  const data = readJson("series");
  const { summary, step, time } = data;
  const prompts = summary.prompts, rows = step.length, n = prompts.length;
  const margin = { left: 52, right: 14 };
  const shown = prompts.map(() => true);
  let row = 0;
  let zoom = d3.zoomIdentity;

  // Ten colours that stay apart on light and dark ground; dashes tell further lines apart.
  const colour = (p) => d3.schemeTableau10[p % 10];
  const dash = (p) => ["", "7 3", "2 3"][Math.floor(p / 10) % 3];
  const percentile = (r, p) => data.percentile[r * n + p];
  const tagText = (r) => (data.tag[r] === 0 ? "unknown" : prompts[data.tag[r] - 1]);
  const frameLink = (r, text) =>
    make("a", { href: data.frames[r].split("/").map(encodeURIComponent).join("/"), textContent: text });
  const along = () => (byId("along").value === "step" ? step : time);
  const plain = (x) => String(+x.toPrecision(8));

  // From 0 to 100, or by the distance from 100, which spreads what fits.
  const yScale = (height) => {
    if (byId("scale").value === "linear") return d3.scaleLinear([0, 100], [height, 0]);
    const log = d3.scaleLog([0.01, 100], [0, height]);
    const scale = (p) => log(Math.max(0.01, 100 - p));
    return Object.assign(scale, { ticks: () => [0, 90, 99, 99.9, 99.99] });
  };

  function xScale(width) {
    const x = along();
    const domain = d3.extent(x);
    if (domain[0] === domain[1]) domain[1] = domain[0] + 1;
    return zoom.rescaleX(d3.scaleLinear(domain, [margin.left, width - margin.right]));
  }

  /** Rows of a line, no more than two a pixel: the smallest and largest of each pixel's rows. */
  function thinned(x, xs, values, width) {
    const inside = d3.range(values.length).filter((r) => xs[r] >= x.domain()[0] - span(x) && xs[r] <= x.domain()[1] + span(x));
    if (inside.length <= 2 * width) return inside;
    const columns = d3.nest().key((r) => Math.round(x(xs[r]))).entries(inside);
    return columns.flatMap(({ values: bin }) => {
      const low = bin.reduce((a, b) => (values[b] < values[a] ? b : a));
      const high = bin.reduce((a, b) => (values[b] > values[a] ? b : a));
      return low === high ? [low] : [low, high].sort((a, b) => a - b);
    });
  }
  const span = (x) => 0.05 * (x.domain()[1] - x.domain()[0]);

  function plot(svg, x, y, xs, values, attributes) {
    const line = d3.line().x((r) => x(xs[r])).y((r) => y(values[r]));
    const path = svg.append("path").attr("class", "line").attr("clip-path", "url(#inside)")
      .attr("d", line(thinned(x, xs, values, svg.node().clientWidth)));
    for (const [name, value] of Object.entries(attributes)) path.attr(name, value);
  }

  function drawTags(x, width) {
    const height = 44;
    const svg = d3.select("#charts").append("svg").attr("id", "bands").attr("height", height)
      .attr("role", "img").attr("aria-label", "Intervals of tags; the table below lists them");
    svg.append("clipPath").attr("id", "inside").append("rect").attr("x", margin.left).attr("y", -50)
      .attr("width", width - margin.left - margin.right).attr("height", 1000);
    const xs = along();
    let first = 0;
    for (const interval of summary.intervals) {
      const last = first + interval.rows - 1, p = data.tag[first] - 1;
      const left = first > 0 ? (x(xs[first - 1]) + x(xs[first])) / 2 : x(xs[first]);
      const right = last < rows - 1 ? (x(xs[last]) + x(xs[last + 1])) / 2 : x(xs[last]);
      const band = svg.append("g").attr("class", "band").attr("clip-path", "url(#inside)");
      band.append("rect").attr("x", left).attr("y", 20).attr("width", Math.max(1, right - left)).attr("height", 18)
        .attr("fill", p < 0 ? "var(--line)" : colour(p));
      band.append("title").text(`${interval.tag}: steps ${interval.first_step} to ${interval.last_step}`);
      const text = band.append("text").attr("x", Math.max(left, margin.left) + 3).attr("y", 14).text(interval.tag);
      if (text.node().getComputedTextLength() > right - Math.max(left, margin.left)) text.remove();
      first = last + 1;
    }
  }

  function drawPercentiles(x, width) {
    const height = 300, y = yScale(height - 30);
    const svg = d3.select("#charts").append("svg").attr("id", "percentiles").attr("height", height)
      .attr("role", "img").attr("aria-label", `Percentiles of ${n} texts over ${rows} rows`);
    const g = svg.append("g").attr("class", "axis");
    for (const tick of y.ticks(5)) {
      g.append("line").attr("x1", margin.left).attr("x2", width - margin.right).attr("y1", y(tick) + 8).attr("y2", y(tick) + 8);
      g.append("text").attr("x", margin.left - 6).attr("y", y(tick) + 12).attr("text-anchor", "end").text(tick);
    }
    const bound = y(summary.tag_percentile) + 8;
    svg.append("line").attr("class", "bound").attr("x1", margin.left).attr("x2", width - margin.right)
      .attr("y1", bound).attr("y2", bound).append("title").text(`tag percentile ${summary.tag_percentile}`);
    for (let p = 0; p < n; ++p)
      if (shown[p])
        plot(svg, x, (v) => y(v) + 8, along(), d3.range(rows).map((r) => percentile(r, p)),
          { stroke: colour(p), "stroke-dasharray": dash(p), "data-prompt": p });
    svg.append("g").attr("class", "axis").attr("transform", `translate(0,${height - 20})`).call(d3.axisBottom(x).ticks(8));
  }

  function drawThermo(x, width, column) {
    const height = 110;
    const svg = d3.select("#charts").append("svg").attr("class", "thermo").attr("height", height)
      .attr("role", "img").attr("aria-label", `${column.name} of the thermo output`);
    const extent = d3.extent(column.value);
    if (extent[0] === extent[1]) extent[1] = extent[0] + 1;
    const y = d3.scaleLinear(extent, [height - 24, 18]);
    const time = d3.scaleLinear(step, along());  // thermo output knows steps only
    const xs = byId("along").value === "step" ? column.step : column.step.map(time);
    svg.append("g").attr("class", "axis").attr("transform", `translate(${margin.left},0)`).call(d3.axisLeft(y).ticks(4));
    svg.append("text").attr("x", margin.left).attr("y", 12).text(column.name);
    plot(svg, x, y, xs, column.value, { stroke: "var(--accent)" });
  }

  function draw() {
    const charts = byId("charts"), width = charts.clientWidth, x = xScale(width);
    charts.replaceChildren();
    drawTags(x, width);
    drawPercentiles(x, width);
    for (const column of data.thermo) drawThermo(x, width, column);
    d3.selectAll("#charts svg").append("line").attr("class", "cursor").attr("y1", 0).attr("y2", "100%");
    moveTo(row);
  }

  function thermoAt(column) {
    const at = d3.bisectLeft(column.step, step[row]);
    return column.step[at] === step[row] ? `${column.name} ${plain(column.value[at])}` : null;
  }

  /** Puts the cursor on a row, and says what is there. */
  function moveTo(next) {
    row = Math.max(0, Math.min(rows - 1, next));
    const at = xScale(byId("charts").clientWidth)(along()[row]);
    d3.selectAll("#charts .cursor").attr("x1", at).attr("x2", at);
    const order = d3.range(n).sort((a, b) => percentile(row, b) - percentile(row, a)).slice(0, 4);
    const parts = [`step ${step[row]}`, `time ${plain(time[row])}`, ...data.thermo.map(thermoAt).filter(Boolean)];
    const readout = byId("readout");
    readout.replaceChildren(make("strong", { textContent: tagText(row) }), ` at ${parts.join(", ")}`, make("br"),
      order.map((p) => `${prompts[p]} ${percentile(row, p).toFixed(2)} %`).join("; "));
    if (data.frames[row]) readout.append(make("br"), frameLink(row, `frame ${data.frames[row]}`));
    const charts = byId("charts");
    charts.setAttribute("aria-valuenow", row);
    charts.setAttribute("aria-valuetext", `step ${step[row]}: ${tagText(row)}`);
    let first = 0;
    summary.intervals.forEach((interval, i) => {
      const here = row >= first && row < first + interval.rows;
      byId("tags").tBodies[0].rows[i].classList.toggle("here", here);
      first += interval.rows;
    });
  }

  function fillTable() {
    const body = byId("tags").tBodies[0];
    let first = 0;
    for (const interval of summary.intervals) {
      const start = first, end = first + interval.rows - 1;
      const cell = (text, number) => make("td", { textContent: text, className: number ? "number" : "" });
      const links = make("td");
      for (const r of start === end ? [start] : [start, end])
        if (data.frames[r]) links.append(frameLink(r, `step ${step[r]}`), " ");
      const go = make("button", { type: "button", textContent: interval.tag });
      go.addEventListener("click", () => moveTo(start));
      body.append(make("tr", {}, cell(interval.first_step, true), cell(interval.last_step, true),
        cell(plain(interval.first_time), true), cell(plain(interval.last_time), true), make("td", {}, go),
        cell(interval.mean_percentile === null ? "" : interval.mean_percentile.toFixed(2), true), links));
      first = end + 1;
    }
  }

  function fillLegend() {
    prompts.forEach((text, p) => {
      const box = make("input", { type: "checkbox", checked: true });
      box.addEventListener("change", () => { shown[p] = box.checked; draw(); });
      const label = make("label", {}, box);
      d3.select(label).append("svg").attr("aria-hidden", true).append("line").attr("x1", 0).attr("x2", 34).attr("y1", 5)
        .attr("y2", 5).attr("stroke", colour(p)).attr("stroke-width", 3).attr("stroke-dasharray", dash(p));
      label.append(text);
      byId("legend").append(label);
    });
  }

  function nearestRow(pageX) {
    const charts = byId("charts"), xs = along();
    const value = xScale(charts.clientWidth).invert(pageX - charts.getBoundingClientRect().left);
    const at = Math.min(rows - 1, d3.bisectLeft(xs, value));
    return at > 0 && value - xs[at - 1] < xs[at] - value ? at - 1 : at;
  }

  function listen() {
    const charts = byId("charts");
    const steps = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10, Home: -rows, End: rows };
    charts.addEventListener("keydown", (event) => {
      if (!(event.key in steps)) return;
      event.preventDefault();
      moveTo(row + steps[event.key]);
    });
    charts.addEventListener("pointermove", (event) => moveTo(nearestRow(event.clientX)));
    const zoomer = d3.zoom().scaleExtent([1, Math.max(1, rows / 5)])
      .filter(() => !d3.event.button && (d3.event.type !== "wheel" || d3.event.ctrlKey || zoom.k > 1 || d3.event.deltaY < 0))
      .on("zoom", () => {
        zoom = d3.event.transform;
        draw();
      });
    const resize = () => zoomer.extent([[margin.left, 0], [charts.clientWidth - margin.right, 1]])
      .translateExtent([[margin.left, 0], [charts.clientWidth - margin.right, 1]]);
    resize();
    d3.select(charts).call(zoomer).on("dblclick.zoom", () => d3.select(charts).call(zoomer.transform, d3.zoomIdentity));
    addEventListener("resize", () => { resize(); draw(); });
    for (const id of ["scale", "along"]) byId(id).addEventListener("change", draw);
  }

  byId("about").textContent = `${rows} rows, steps ${step[0]} to ${step[rows - 1]}, model ${summary.model}, ` +
    `tags from percentile ${summary.tag_percentile}`;
  byId("charts").setAttribute("aria-valuemax", rows - 1);
  fillLegend();
  fillTable();
  listen();
  followTheme(byId("theme"), draw);
})();
