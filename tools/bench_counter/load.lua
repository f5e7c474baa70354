-- wrk: every request is a hit by a visitor who was never here before, on the next of the countable pages.
-- Arguments: hit or gif, number of the first visitor, number of pages, keep or close.
-- Both servers get the same bytes of headers and the same work on this side.

local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

local start, headers
local visitor, page, pages

function init(args)
  local origin = wrk.scheme .. "://" .. wrk.host .. ":" .. wrk.port
  start = args[1] == "gif" and "GET /hit.gif?p=/2026/bai-" or "POST /_v/hit?p=/2026/bai-"
  visitor = tonumber(args[2]) + number * 2 ^ 24
  page, pages = number, tonumber(args[3])
  headers = table.concat({
    "/ HTTP/1.1",
    "Host: " .. wrk.host .. ":" .. wrk.port,
    "User-Agent: Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
    "Accept: */*",
    "Accept-Language: vi-VN,vi;q=0.9,en-US;q=0.8",
    "Accept-Encoding: gzip, deflate, br, zstd",
    "Origin: " .. origin,
    "Referer: " .. origin .. "/",
    "Sec-Fetch-Site: same-origin",
    "Connection: " .. (args[4] == "close" and "close" or "keep-alive"),
    "Content-Length: 0",
    "X-Forwarded-For: ",
  }, "\r\n")
  acknowledged, uncounted, others = 0, 0, 0
end

local floor = math.floor

function request()
  visitor, page = visitor + 1, (page + 1) % pages
  local n = visitor
  return start .. page .. headers
    .. floor(n / 16777216) % 256 .. "." .. floor(n / 65536) % 256 .. "." .. floor(n / 256) % 256 .. "." .. n % 256
    .. "\r\n\r\n"
end

function response(status, headers)
  if status == 204 then
    acknowledged = acknowledged + 1
    if headers["x-counted"] ~= "1" and headers["X-Counted"] ~= "1" then uncounted = uncounted + 1 end
  elseif status == 200 then
    acknowledged = acknowledged + 1
  else
    others = others + 1
  end
end

function done(summary, latency)
  local sums = { acknowledged = 0, uncounted = 0, others = 0 }
  for _, thread in ipairs(threads) do
    for name, sum in pairs(sums) do sums[name] = sum + thread:get(name) end
  end
  local errors = summary.errors
  io.write(string.format(
    'RESULT {"seconds": %.6f, "requests": %d, "acknowledged": %d, "uncounted": %d, "others": %d, ' ..
    '"p50": %.3f, "p99": %.3f, "worst": %.3f, "errors": %d}\n',
    summary.duration / 1e6, summary.requests, sums.acknowledged, sums.uncounted, sums.others,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, latency.max / 1000,
    errors.connect + errors.read + errors.write + errors.timeout))
end
