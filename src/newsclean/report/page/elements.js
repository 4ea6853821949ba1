"use strict";
// Elements are made from names and strings alone, never from markup: what a text holds is shown and cannot run.

const byId = (id) => document.getElementById(id);

// make("a", { href: "#x", class: "y" }, "text", child): an element; attributes that are null or false are left out.
function make(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

function drawn(name, attributes = {}, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", name), attributes, children);
}

function fill(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

const inEnglish = new Intl.NumberFormat("en"); // made once: it takes longer than all its answers
const whole = (number) => inEnglish.format(number);
const counted = (number, noun) => `${whole(number)} ${noun}${number === 1 ? "" : "s"}`;
const percent = (share, digits = 1) => `${(100 * share).toFixed(digits)}\u00a0%`;

// Control characters as pictures of themselves, one for one, so that places stay what they are.
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g;

function visible(text) {
  return text.replace(CONTROL, (found) => {
    const code = found.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
  });
}

// Texts of any script and direction beside words of the page.
const bidi = (text) => make("bdi", {}, visible(text));

function debounced(milliseconds, work) {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}
