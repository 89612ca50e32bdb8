"use strict";
// Sorting, searching and filtering of the tables of a page. Rows and cells are only moved and hidden, never written.

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
    let shown = 0;
    for (const { row, name, names, percent } of rows) {
      const held = name.includes(sought) && (!named || names.includes(named)) && percent >= from && (percent <= to || to === 100);
      row.hidden = !held;
      shown += held;
    }
    document.getElementById("shown").value = `${shown} of ${rows.length}`;
  };
  form.hidden = false;
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  filter(); // a browser may keep what stood in the fields
}
