-- Asks for another album with each call, so that no answer can serve two of them, and by any
-- of the tokens of a file if there is one.

local parts, tokens, count

function init(arguments)
   tokens = {}
   for token in io.lines(arguments[2] or "/dev/null") do
      tokens[#tokens + 1] = token
   end
   local text = wrk.format("GET", arguments[1])
   parts = { text:match("^(.-){id}(.-){token}(.*)$") }
   if #parts == 0 then
      parts = { text:match("^(.-){id}(.*)$") }
   end
   count = 0
   math.randomseed(os.time())
end

function request()
   count = count + 1
   local call = parts[1] .. string.format("%022d", count) .. parts[2]
   if parts[3] then
      call = call .. tokens[math.random(#tokens)] .. parts[3]
   end
   return call
end
