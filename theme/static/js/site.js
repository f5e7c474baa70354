// Shows the tools that need script, and only where the browser has them. Without script they stay hidden.
(() => {
  const offer = (tool, act) => {
    for (const item of document.querySelectorAll(`[data-tool="${tool}"]`)) {
      item.hidden = false;
      item.querySelector("button").addEventListener("click", act);
    }
  };

  offer("print", () => window.print());

  if (navigator.share) {
    const canonical = document.querySelector('link[rel="canonical"]');
    const url = canonical ? canonical.href : location.href;
    const title = document.querySelector("h1").textContent;
    // A reader who closes the sheet has changed their mind: that is no error.
    offer("share", () => navigator.share({ title, url }).catch(() => {}));
  }
})();
