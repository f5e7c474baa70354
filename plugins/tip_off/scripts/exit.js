// The quick exit of the tip-off pages. It stores nothing and asks for nothing.
(() => {
  const PLACE = "/to-giac-toi-pham/",
    IN_TIME = 5000; // for three presses of Shift, in milliseconds
  const find = (what) => document.querySelector(`[data-exit${what}]`);
  let way; // where the exit leads, once it was taken
  let timer;
  let presses = []; // when Shift was pressed and released with nothing else, the last 5 seconds
  let alone = false; // whether Shift is down and nothing else has happened since
  const held = new Map(); // the keys that are down, and when they were last heard of

  // Screen readers read what changes here; the words are the page's, in its language.
  const say = (what) => {
    const status = find("-status");
    if (status) status.textContent = status.dataset[way ? "leaving" : what] || "";
  };

  // The page is emptied before anything is loaded: the next one may take long, or never come.
  const leave = () => {
    way = way || find("")?.href;
    if (!way) return;
    stop(); // what of the page has not come yet
    say("leaving");
    for (const part of [...document.body.children]) if (part !== find("-status")) part.remove();
    document.title = new URL(way).hostname;
    location.replace(way);
  };

  const forget = () => {
    alone = false;
    presses = [];
    clearTimeout(timer);
    say("");
  };

  const press = () => {
    const now = performance.now();
    alone = false;
    presses = presses.filter((time) => now - time < IN_TIME);
    presses.push(now);
    clearTimeout(timer);
    if (presses.length > 2) return leave();
    say(["afterOne", "afterTwo"][presses.length - 1]);
    timer = setTimeout(() => {
      presses = []; // a press that has begun may still be the first of the next three
      say("expired");
    }, IN_TIME);
  };

  // A key comes up, or goes down anew, which says that it was up.
  const release = (event) => {
    held.delete(event.code);
    if (!event.shiftKey) ["ShiftLeft", "ShiftRight"].forEach((code) => held.delete(code)); // Windows may tell of one only
  };

  // Some keys never say that they came up: such a one counts as held for as long as presses are counted, and no longer.
  const busy = () => [...held.values()].some((time) => performance.now() - time < IN_TIME);

  // Shift is part of writing (capitals, signs of Telex and VNI, switching the keyboard, for some with both Shift keys),
  // so only a press counts that nothing else touches, however long it is. What an input method has in hand comes as 229
  // or as composing.
  const isShift = (event) =>
    event.key === "Shift" &&
    !(event.isComposing || event.keyCode === 229) &&
    !["Control", "Alt", "AltGraph", "Meta"].some((key) => event.getModifierState(key));

  const on = (types, act) => types.split(" ").forEach((type) => addEventListener(type, act, true));
  on("keydown", (event) => {
    if (event.key === "Shift" && event.repeat) return; // a firm hand
    release(event);
    if (isShift(event) && !busy()) alone = true;
    else forget();
    // CapsLock and its like say nothing of when they come up: on some computers only when they are switched off.
    if (!/Lock$/.test(event.key)) held.set(event.code, performance.now());
  });
  on("keyup", (event) => {
    release(event);
    if (isShift(event) && alone) press();
    else forget();
  });
  on("blur visibilitychange pointerdown", () => {
    held.clear();
    forget();
  });

  // The exit replaces one entry of the history, and there shall be no other: every link within the portal replaces the
  // entry too, also one that leads to another page of it, from where the reader may come here again. A new tab would
  // leave this one open, so none is opened by the exit or by links that stay on these pages; what a reader opens
  // beside it of the other pages says nothing.
  on("click auxclick", (event) => {
    const link = event.target.closest("a[href]"),
      plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || event.button > 1) return;
    const stays = link.getAttribute("href")[0] === "#" || link.pathname.startsWith(PLACE);
    if ("exit" in link.dataset) {
      event.preventDefault();
      leave();
    } else if (link.origin === location.origin && (plain || stays)) {
      event.preventDefault();
      location.replace(link.href);
    }
  });

  // Should a browser bring back what was left, it is empty, and leaves again.
  on("pageshow", (event) => event.persisted && way && leave());

  // The words about the key are true only where this script runs.
  const offer = () => document.querySelectorAll("[data-exit-hint]").forEach((hint) => (hint.hidden = false));
  offer();
  on("DOMContentLoaded", offer);
})();
