// Published instead of worker.js when offline copies are switched off: browsers that have the other one ask for it here,
// and this one takes away the copies and itself.
addEventListener("install", () => skipWaiting());

addEventListener("activate", (event) => {
  const remove = async () => {
    for (const name of await caches.keys()) if (name.startsWith("ban-sao-")) await caches.delete(name);
    await registration.unregister();
  };
  event.waitUntil(remove());
});
