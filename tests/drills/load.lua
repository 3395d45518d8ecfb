-- For wrk: addresses from a file, one after the other from a random place, and a count of every kind of answer.
local threads = {}

function setup(thread)
  thread:set("number", #threads)
  table.insert(threads, thread)
end

function init(args)
  addresses = {}
  for line in io.lines(args[1]) do table.insert(addresses, line) end
  math.randomseed(tonumber(args[2]) + number)
  at = math.random(#addresses)
  fine, refused, wrong, seen = 0, 0, 0, ""
end

function request()
  at = at % #addresses + 1
  return wrk.format("GET", addresses[at])
end

function response(status, headers)
  if status == 200 then
    fine = fine + 1
  elseif status == 503 and headers["Retry-After"] then
    refused = refused + 1
  else
    wrong, seen = wrong + 1, tostring(status)
  end
end

function done(summary, latency)
  local total = { fine = 0, refused = 0, wrong = 0 }
  local statuses = ""
  for _, thread in ipairs(threads) do
    for name in pairs(total) do total[name] = total[name] + thread:get(name) end
    statuses = statuses .. thread:get("seen")
  end
  local errors = summary.errors
  io.write(string.format(
    '\nFIGURES {"fine": %d, "refused": %d, "wrong": %d, "statuses": "%s", "cut_off": %d, "late": %d, "seconds": %.2f, "p50": %.1f, "p99": %.1f, "longest": %.1f}\n',
    total.fine, total.refused, total.wrong, statuses, errors.connect + errors.read + errors.write, errors.timeout,
    summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(99) / 1e3, latency.max / 1e3))
end
