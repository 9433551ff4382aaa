// Runs before the first paint, which a module does not, so that no other form of the page flashes up.
{
  const view = new URLSearchParams(location.search).get("view");
  document.documentElement.dataset.view = ["full", "overlay"].includes(view) ? view : "page";
}
