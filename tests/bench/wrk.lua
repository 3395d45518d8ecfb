-- Asks the addresses of a file one after the other, again and again, and prints what came of it as one line of JSON.
-- wrk -s wrk.lua http://127.0.0.1:8000 -- addresses.txt
local requests, at = {}, 0

function init(args)
  for path in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", path)
  end
end

function request()
  at = at % #requests + 1
  return requests[at]
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests": %d, "seconds": %.3f, "p50": %.3f, "p95": %.3f, "bytes": %d, "refused": %d, "broken": %d, "late": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3,
    summary.bytes, errors.status, errors.connect + errors.read + errors.write, errors.timeout))
end
