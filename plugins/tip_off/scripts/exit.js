// The quick exit of the tip-off pages. It stores nothing and asks for nothing.
(() => {
  const PLACE = "/to-giac-toi-pham/",
    IN_TIME = 5000; // for three presses of Shift, in milliseconds
  const find = (what) => document.querySelector(`[data-exit${what}]`);
  let way; // where the exit leads, once it was taken
  let timer;
  let presses = []; // when Shift was pressed and released with nothing else, the last 5 seconds
  let alone = false; // whether Shift is down and nothing else has happened since
  const held = new Map(); // the other keys that are down, and when they were last heard of

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
      forget();
      say("expired");
    }, IN_TIME);
  };

  // Some keys never say that they came up: such a one counts as held for as long as presses are counted, and no longer.
  const busy = () => [...held.values()].some((time) => performance.now() - time < IN_TIME);

  // Shift is part of writing (capitals, signs of Telex and VNI, switching the keyboard), so only a press counts that
  // nothing else touches. What an input method has in hand comes as 229 or as composing.
  const isShift = (event) =>
    event.key === "Shift" &&
    !(event.repeat || event.isComposing || event.keyCode === 229) &&
    !["Control", "Alt", "AltGraph", "Meta"].some((key) => event.getModifierState(key));

  const on = (types, act) => types.split(" ").forEach((type) => addEventListener(type, act, true));
  on("keydown", (event) => {
    if (isShift(event) && !busy()) return (alone = true);
    if (event.key !== "Shift") held.set(event.code, performance.now());
    forget();
  });
  on("keyup", (event) => {
    held.delete(event.code);
    if (isShift(event) && alone) press();
    else forget();
  });
  on("blur visibilitychange pointerdown", () => {
    held.clear();
    forget();
  });

  // A new tab would leave this one open, so every click on the exit leaves. Links that stay on these pages replace the
  // entry in the history too: the exit replaces one entry, and there shall be no other.
  on("click auxclick", (event) => {
    const link = event.target.closest("a[href]"),
      plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || event.button > 1) return;
    const stays = link.getAttribute("href")[0] === "#" || link.pathname.startsWith(PLACE);
    if ("exit" in link.dataset) {
      event.preventDefault();
      leave();
    } else if (plain && stays && link.origin === location.origin) {
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
