// Tells the worker of the offline copies (plugins/tip_off/scripts/worker.js) that a page was read. Every page does it alike
// but the tip-off pages, so that having a copy says nothing. Without data-worker, one that is left from before removes itself.
(() => {
  const { worker } = document.currentScript.dataset,
    scope = "/to-giac-toi-pham";
  addEventListener("load", async () => {
    try {
      const workers = navigator.serviceWorker,
        registration = await (worker ? workers.register(worker, { scope }) : workers.getRegistration(scope)),
        { active } = registration;
      if (!active) return; // it is being installed, and asks for its copies by itself
      active.postMessage("");
      await registration.update();
    } catch {
      // No worker here, or no network: there is nothing to tell and nobody to tell it to.
    }
  });
})();
