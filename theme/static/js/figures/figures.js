// Tells the service that a page was read, and writes the newest figures into the cells that name them:
// data-figure (a key in a file's JSON), data-src (that file), data-base (what an older count adds).
// One file, two sides: the page starts a worker of it, for only in a worker a request fails without a word.
// Few words, for it may weigh 800 bytes (tests/site/test_weight.py).
const page = self.document;

if (page) {
  const source = page.currentScript.src,
    cells = [...page.querySelectorAll("[data-figure]")],
    send = () => {
      const now = Date.now(),
        worker = new Worker(source);
      let hit = "/_v/hit?p=" + location.pathname;

      // The browser keeps nothing but the time at which it last read a page. A visit is new when that is more than
      // 30 minutes ago, or before today's midnight in Vietnam (UTC+7). It is written before the hit is answered: pages
      // that are opened together are one visit. A browser that keeps nothing gives no hint.
      try {
        const last = +localStorage._v || 0;
        localStorage._v = now;
        if (now - last > Math.min(18e5, (now + 252e5) % 864e5)) hit += "&n=1";
      } catch {}

      // All of an answer or nothing of it: the first value that is no count and no moment ends this. A page that nobody
      // has read yet is in no file and leaves its cell as it is.
      worker.onmessage = ({ data: found }) => {
        try {
          cells
            .map(({ dataset: { figure, base } }) => {
              const value = found[figure],
                part = /^(\d+)-(?:0(?=[3-9]))?(\d+)-(\d+)T(\d+:\d+)/.exec(value);
              if (value == null) return value + 1 && "chưa đo"; // undefined + 1 is NaN
              if (figure == "as_of") return `${part[4]} ${part[3]}/${part[2]}/${part[1]}`;
              if (Number.isSafeInteger(value) && value >= 0) return (value + (base | 0)).toLocaleString("vi");
              throw 0;
            })
            .map((text, i) => {
              if (!text) return;
              cells[i].textContent = text;
              cells[i].parentNode.classList.remove("unknown");
            });
        } catch {}
      };
      worker.postMessage(new Set([hit, ...cells.map((cell) => cell.dataset.src)]));
    };

  // A page that is only prepared is not read yet; one that the back button brings back is read again.
  page.prerendering ? page.addEventListener("prerenderingchange", send) : send();
  addEventListener("pageshow", (event) => event.persisted && send());
} else
  // The worker: the hit, then the files. What fails is as if it had never been asked.
  onmessage = async ({ data }) => {
    let hit = 1;
    for (const url of data) {
      try {
        const answer = await fetch(url, { method: ["GET", "POST"][hit], keepalive: !!hit, credentials: "omit" });
        if (answer.ok && !hit) postMessage(await answer.json());
      } catch {}
      hit = 0;
    }
    close();
  };
