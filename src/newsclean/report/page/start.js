"use strict";
// What the address asks for is shown: #/summary, #/text/17, or the list where there is no room for both.

function go(number) {
  if (number < 0 || number >= documents.length) return;
  location.hash = `#/text/${number}`;
  route();
}

function route() {
  if (location.hash === "#main") return; // a way past the list, to what is shown
  const [, number] = location.hash.match(/^#\/text\/(\d+)$/) || [];
  const doc = documents[number];
  if (doc && doc === current) return;
  hideReceipt();
  document.body.dataset.view = location.hash.startsWith("#/") ? "main" : "list";
  byId("summary").hidden = Boolean(doc);
  byId("text").hidden = !doc;
  for (const link of document.querySelectorAll(".texts [aria-current]")) link.removeAttribute("aria-current");
  const link = doc ? rows[doc.number].firstChild : byId("to-summary");
  link.setAttribute("aria-current", "page");
  if (doc) {
    link.scrollIntoView({ block: "nearest" });
    showText(doc);
  } else {
    current = null;
    showSummary();
  }
  document.title = doc ? `${doc.heading} · newsclean report` : "newsclean report";
  scrollTo(0, 0);
}

const view = byId("text");
const judged = (event) => event.target.closest && event.target.closest(".cut, .noise");
view.addEventListener("pointerover", (event) => {
  if (event.pointerType === "mouse" && judged(event) && !isHeld) showReceipt(judged(event), false);
});
view.addEventListener("pointerout", (event) => event.pointerType === "mouse" && judged(event) && leaveReceipt());
receipt.addEventListener("pointerover", () => clearTimeout(leaving));
receipt.addEventListener("pointerout", leaveReceipt);
view.addEventListener("focusin", (event) => judged(event) && showReceipt(judged(event), false));
view.addEventListener("focusout", (event) => {
  if (!receipt.contains(event.relatedTarget)) leaveReceipt();
});
view.addEventListener("click", (event) => {
  const element = event.target.closest(".cut, .noise, .line");
  if (element) showReceipt(element, true);
});
document.addEventListener("selectionchange", debounced(200, offerSelection));
addEventListener("pointerdown", (event) => {
  if (isHeld && !receipt.contains(event.target) && !(event.target.closest && event.target.closest("#text"))) hideReceipt();
});

byId("search").addEventListener("input", debounced(120, showList));
byId("search").addEventListener("keydown", (event) => event.key === "Enter" && openFound());
byId("order").addEventListener("change", showList);
byId("download").addEventListener("click", download);
byId("help").addEventListener("click", () => byId("keys").showModal());
byId("close-keys").addEventListener("click", () => byId("keys").close());
addEventListener("hashchange", route);

if (matchMedia("(max-width: 1099px)").matches) byId("switches").open = false;
weigh();
documents.forEach(makeRow);
makeSwitches();
redraw();
showList();
if (documents.length === 1 && !location.hash) history.replaceState(null, "", "#/text/0");
route();
