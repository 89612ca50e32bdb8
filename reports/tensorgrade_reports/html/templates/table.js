"use strict";
// Sorting, searching and filtering of the tables of a page. Rows and cells are only moved, hidden and made links of.

const MARKS = new Map([["✓", 100], ["✗", 0], ["·", -1], ["!", -1], ["-", -2], ["", -3]]);

function valueOf(row, column, isText) {
  const cell = row.cells[column];
  const first = cell.querySelector("bdi") || cell.firstChild;
  const text = first ? first.textContent.trim() : "";
  if (isText) return text;
  return MARKS.has(text) ? MARKS.get(text) : parseFloat(text);
}

function sortBy(table, header, column) {
  const isText = header.hasAttribute("data-text");
  const before = header.getAttribute("aria-sort");
  const descending = before ? before === "ascending" : !isText;
  const order = new Intl.Collator(undefined, { numeric: true });
  const rows = Array.from(table.tBodies[0].rows, (row) => [valueOf(row, column, isText), row]);
  rows.sort(([a], [b]) => (isText ? order.compare(a, b) : a - b) * (descending ? -1 : 1));
  for (const other of table.querySelectorAll("[aria-sort]")) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", descending ? "descending" : "ascending");
  table.tBodies[0].append(...rows.map(([, row]) => row));
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const headers = Array.from(table.tHead.rows).pop().cells;
  Array.from(headers).forEach((header, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    header.append(button);
    button.addEventListener("click", () => sortBy(table, header, column));
  });
}

// An exercise is one column, and unfolds into its functions, whose marks become links to the lessons.
const matrix = document.querySelector("#matrix");
if (matrix) {
  const lessons = Array.from(document.querySelectorAll("#lessons li"), (item) => item.textContent);
  const heads = Array.from(matrix.tHead.rows[1].cells);
  const linked = (cell, home, key) => {
    if (!home || cell.querySelector("a")) return;
    const link = document.createElement("a");
    link.href = `${home.split("#")[0]}#${key}`;
    link.append(...cell.childNodes);
    cell.append(link);
  };
  const fold = (span, first, count, isFolded) => {
    span.colSpan = isFolded ? 1 : count + 1;
    for (let column = first + 1; column <= first + count; column += 1) {
      heads[column].hidden = isFolded;
      for (const row of matrix.tBodies[0].rows) {
        const cell = row.cells[column];
        cell.hidden = isFolded;
        if (!isFolded) linked(cell, row.cells[first].querySelector("a")?.getAttribute("href"), heads[column].dataset.key);
      }
    }
  };
  let first = 3;
  for (const span of matrix.querySelectorAll("[data-folds]")) {
    const [begin, count] = [first, span.colSpan - 1];
    const button = document.createElement("button");
    const turn = (isFolded) => {
      fold(span, begin, count, isFolded);
      button.textContent = isFolded ? "+" : "−";
      button.setAttribute("aria-expanded", String(!isFolded));
    };
    button.type = "button";
    button.setAttribute("aria-label", `functions of ${span.dataset.folds}`);
    button.addEventListener("click", () => turn(button.getAttribute("aria-expanded") === "true"));
    span.append(button);
    turn(true);
    first += count + 1;
  }
  const tell = (event) => {
    const cell = event.target.closest("td[data-l]");
    if (cell) (cell.querySelector("a") || cell).title = cell.dataset.l.split(" ").map((number) => lessons[number]).join("\n");
  };
  matrix.addEventListener("mouseover", tell);
  matrix.addEventListener("focusin", tell);
  document.querySelector("#unfolding").hidden = false;
}

// Where a searched text stands in the names, marked without writing to the page; browsers that cannot show no marks.
function marked(sought, cells) {
  if (!("highlights" in CSS)) return;
  const ranges = [];
  for (const cell of sought ? cells : []) {
    const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode.data.toLowerCase();
      const begin = text.length === texts.currentNode.data.length ? text.indexOf(sought) : -1;
      if (begin < 0) continue;
      const range = new Range();
      range.setStart(texts.currentNode, begin);
      range.setEnd(texts.currentNode, begin + sought.length);
      ranges.push(range);
    }
  }
  CSS.highlights.set("sought", new Highlight(...ranges));
}

const form = document.querySelector(".filters");
if (form) {
  const rows = Array.from(document.querySelectorAll("#matrix tbody tr"), (row) => ({
    row,
    name: row.cells[0].textContent.toLowerCase(),
    names: row.dataset.names.split(" "),
    percent: Number(row.dataset.percent),
  }));
  const field = (id) => document.getElementById(id).value;
  const filter = () => {
    const sought = field("search").trim().toLowerCase();
    const [named, from, to] = [field("named"), Number(field("from") || 0), Number(field("to") || 100)];
    const shown = [];
    for (const { row, name, names, percent } of rows) {
      const held = name.includes(sought) && (!named || names.includes(named)) && percent >= from && (percent <= to || to === 100);
      row.hidden = !held;
      if (held) shown.push(row.cells[0]);
    }
    marked(sought, shown);
    document.getElementById("shown").value = `${shown.length} of ${rows.length}`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter(); // a browser may keep what stood in the fields
}
