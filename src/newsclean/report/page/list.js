"use strict";
// The list of documents, with how much went from each. Rows are made once and put in and out.

const AT_ONCE = 200; // rows that are put into the list in one go; the browser breathes between

const rows = []; // by document number, the row's element
let listed = []; // what the list holds, in its order

function makeRow(doc) {
  const row = make(
    "li", {},
    make(
      "a", { href: `#/text/${doc.number}` },
      make("span", { class: "name" }, bidi(doc.heading)),
      make("span", { class: "from" }, bidi(doc.heading === doc.name ? doc.host : [doc.host, doc.name].filter(Boolean).join(" · "))),
      make("span", { class: "gone" }),
      make("span", { class: "meter", "aria-hidden": "true" }, make("span")),
    ),
  );
  rows.push(row);
  return row;
}

function showRow(doc) {
  const each = shown[doc.number];
  const judged = marksOf(doc).length;
  const told =
    (each.cuts.length ? `${percent(shareGone(each))} · ${counted(each.cuts.length, "cut")}` : "nothing") +
    (judged ? ` · ${counted(judged, "mark")}` : "");
  const gone = rows[doc.number].querySelector(".gone");
  if (gone.textContent === told) return; // most switches leave most rows as they are
  gone.textContent = told;
  rows[doc.number].querySelector(".meter > span").style.width = `${100 * shareGone(each)}%`;
}

// The rows that the search leaves, in the order that is asked for.
function showList() {
  const wanted = byId("search").value.trim().toLowerCase();
  const found = wanted ? shown.filter(({ doc }) => holds(doc, wanted)) : [...shown];
  if (byId("order").value === "share") found.sort((a, b) => shareGone(b) - shareGone(a) || a.doc.number - b.doc.number);
  listed = found;
  byId("list").replaceChildren();
  fillList(found, 0);
  byId("found").textContent = wanted ? `${counted(found.length, "text")} with “${wanted}”` : "";
  highlight();
}

function fillList(found, from) {
  if (listed !== found || from >= found.length) return;
  byId("list").append(...found.slice(from, from + AT_ONCE).map(({ doc }) => rows[doc.number]));
  setTimeout(fillList, 0, found, from + AT_ONCE);
}

const holds = (doc, wanted) =>
  [doc.heading, doc.name, doc.url || "", doc.text].some((text) => text.toLowerCase().includes(wanted));

// The searched words in the shown text, without a change to its elements; gives the ranges.
function highlight() {
  const wanted = byId("search").value.trim().toLowerCase();
  const ranges = [];
  if (wanted && current) {
    const walker = document.createTreeWalker(byId("text").querySelector(".body"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.toLowerCase();
      if (text.length !== node.data.length) continue; // a letter that is longer in lower case moves all places
      for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) {
        ranges.push(new StaticRange({ startContainer: node, startOffset: at, endContainer: node, endOffset: at + wanted.length }));
      }
    }
  }
  if (window.CSS && CSS.highlights) CSS.highlights.set("searched", new Highlight(...ranges));
  return ranges;
}

// Enter in the search opens the first text that was found, at the place.
function openFound() {
  const first = byId("list").querySelector("a");
  if (!first) return;
  location.hash = first.hash;
  route();
  const [range] = highlight();
  if (range) range.startContainer.parentElement.scrollIntoView({ block: "center" });
}
