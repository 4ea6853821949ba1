"use strict";
// Plots as drawings with a table's meaning: bars for names, columns for places.

// Rows of { name, value, notes, classes }, the longest bar the full width.
function bars(caption, rows) {
  const most = Math.max(...rows.map((row) => row.value), 0);
  const lines = rows.map((row) =>
    make(
      "tr", { class: row.classes || null },
      make("th", { scope: "row" }, row.classes ? make("span", { class: "swatch" }) : null, bidi(row.name)),
      make("td", { class: "drawing", "aria-hidden": "true" },
        drawn("svg", { viewBox: "0 0 100 10", preserveAspectRatio: "none" },
          drawn("rect", { width: most ? (100 * row.value) / most : 0, height: 10 }))),
      ...row.notes.map((note) => make("td", { class: "number" }, note)),
    ));
  return make("table", { class: "bars" }, make("caption", {}, caption), make("tbody", {}, ...lines));
}

// Columns of stacked parts: each column is { name, parts: [{ value, classes }] }.
function columns(caption, entries, told) {
  const [width, height, gap] = [600, 160, 3];
  const sum = (entry) => entry.parts.reduce((total, part) => total + part.value, 0);
  const most = Math.max(...entries.map(sum), 1);
  const each = width / entries.length;
  const drawing = drawn("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": told });
  entries.forEach((entry, number) => {
    let base = height;
    for (const part of entry.parts) {
      const tall = (height * part.value) / most;
      base -= tall;
      drawing.append(drawn("rect", { class: part.classes, x: number * each + gap / 2, y: base, width: each - gap, height: tall }));
    }
  });
  return make("figure", { class: "columns" }, make("figcaption", {}, caption), drawing,
    make("p", { class: "axis", "aria-hidden": "true" }, make("span", {}, "beginning of the text"), make("span", {}, "end")));
}
