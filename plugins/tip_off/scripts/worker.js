// Keeps a copy of the tip-off pages for when there is no network, in every browser that has seen the portal.
//
// The ordinary pages register it and tell it of every view (theme/static/js/offline.js); then it asks whether its copy
// is still right. Its scope is the tip-off pages and nothing else: it cannot touch the rest of the portal. A visit to
// a tip-off page leaves no trace here, not even a date.
const PAGES = ["/to-giac-toi-pham/", "/to-giac-toi-pham/en/"],
  OURS = "ban-sao-", // and a number: the beginning of the names of all caches that versions of this worker made
  CACHE = "ban-sao-1", // the number goes up with the form of the record
  RECORD = "/sw.js?ban-sao", // the one entry: {when, pages: {href: {etag, text}}, sheet: {href, text}}, whole or not at all
  PATIENCE = 4000; // milliseconds until a network that says nothing counts as none
const SHEET = /<link rel="stylesheet" href="(\/theme\/site\.([0-9a-f]+)\.css)">/g;
const HIDDEN = " hidden data-copy>",
  TIME = " data-copy-time>";

const read = async (name) => (await caches.match(RECORD, { cacheName: name }))?.json();

const others = async () => (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);

// Until there is a copy in our form, one that another version left is as good, if we can read it.
const readAny = async () => {
  for (const name of [CACHE, ...(await others()).reverse()]) {
    const record = await read(name).catch(() => {}),
      texts = [...PAGES.map((href) => record?.pages?.[href]?.text), record?.sheet?.text];
    if (record?.when > 0 && texts.every((text) => typeof text === "string")) return record;
  }
};

const ask = async (href, options) => {
  const answer = await fetch(href, { credentials: "omit", redirect: "error", referrerPolicy: "no-referrer", ...options });
  if (answer.status !== 200 && answer.status !== 304) throw new Error(answer.status);
  return answer;
};

// The server says no-store, so the browser keeps nothing to compare with: the condition is ours to set.
const askPage = async (href, old) => {
  const answer = await ask(href, { cache: "no-store", headers: old?.etag ? { "If-None-Match": old.etag } : {} });
  if (answer.status === 304) return old;
  return { etag: answer.headers.get("ETag"), text: await answer.text() };
};

// The name of a stylesheet is the beginning of its hash: what does not fit is not ours.
const askSheet = async ([, href, name]) => {
  const text = await (await ask(href)).text(),
    hash = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  if (![...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("").startsWith(name)) throw new Error(href);
  return { href, text };
};

// The stylesheet that all the pages name. What is no page of ours, such as the log-in page of a network, names none.
const sheetOf = (pages) => {
  const found = pages.map(({ text }) => (text.includes(HIDDEN) && text.includes(TIME) ? [...text.matchAll(SHEET)] : []));
  if (found.some((sheets) => sheets.length !== 1 || sheets[0][1] !== found[0][0][1])) throw new Error("not our pages");
  return found[0][0];
};

const renew = async () => {
  try {
    const old = await read(CACHE),
      pages = await Promise.all(PAGES.map((href) => askPage(href, old?.pages[href]))),
      named = sheetOf(pages),
      sheet = old?.sheet.href === named[1] ? old.sheet : await askSheet(named),
      record = { when: Date.now(), pages: Object.fromEntries(PAGES.map((href, i) => [href, pages[i]])), sheet };
    await (await caches.open(CACHE)).put(RECORD, new Response(JSON.stringify(record)));
    for (const name of await others()) await caches.delete(name);
  } catch {
    // What there is stays as it is.
  }
};

// One after the other, so that an older answer never takes the place of a newer one.
let last = Promise.resolve();
const refresh = () => (last = last.then(renew));

const copyOf = ({ text }, when) => {
  // In Vietnam's time (UTC+7), as everywhere on the portal.
  const [, year, month, day, time] = /(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(new Date(when + 252e5).toISOString()),
    date = `${day}/${month}/${year}`,
    said = text.includes('<html lang="en"') ? `${date} ${time}` : `${time} ngày ${date}`;
  return text.replace(HIDDEN, " data-copy>").replace(TIME, TIME + said);
};

// As the servers do (docs/van-hanh/), for the page's own policy cannot say who may frame it.
const respond = (text, kind) =>
  new Response(text, {
    headers: {
      "Content-Type": `text/${kind}; charset=utf-8`,
      "Cache-Control": "no-store",
      "Content-Security-Policy": "frame-ancestors 'none'",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
    },
  });

const answerPage = async (request, href) => {
  const asked = fetch(request).catch(() => Response.error()),
    record = await readAny().catch(() => {});
  if (!record) return asked;
  const found = await Promise.race([asked, new Promise((done) => setTimeout(done, PATIENCE))]);
  if (found && found.type !== "error" && found.status < 500) return found;
  return respond(copyOf(record.pages[href], record.when), "html");
};

// The name says what is in it, so the copy is as good as what the network would bring, and asks nobody.
const answerSheet = async (request, href) => {
  const record = await readAny().catch(() => {});
  return record?.sheet.href === href ? respond(record.sheet.text, "css") : fetch(request);
};

addEventListener("install", (event) => {
  skipWaiting();
  // Only an ordinary page can be the first to register it. A newer version may be found by a visit to a tip-off page:
  // then nothing must change.
  if (!registration.active) event.waitUntil(refresh());
});

addEventListener("activate", (event) => event.waitUntil(clients.claim()));

addEventListener("message", (event) => event.waitUntil(refresh()));

addEventListener("fetch", (event) => {
  const { request } = event,
    { pathname } = new URL(request.url),
    page = pathname.replace(/(\/index\.html|\/)?$/, "/");
  if (request.method !== "GET") return;
  if (request.destination === "document" && PAGES.includes(page)) event.respondWith(answerPage(request, page));
  if (request.destination === "style") event.respondWith(answerSheet(request, pathname));
});
