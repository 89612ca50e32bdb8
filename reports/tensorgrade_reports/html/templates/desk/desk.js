// Keys: j or n goes to the next page, k or p to the one before, / to the search.
addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  const rel = { j: "next", n: "next", k: "prev", p: "prev" }[event.key];
  const link = rel && document.querySelector(`.around a[rel=${rel}]`);
  if (link) link.click();
  if (event.key === "/") { event.preventDefault(); document.getElementById("q").focus(); }
});
