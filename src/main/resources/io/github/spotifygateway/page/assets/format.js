const DAY = 86_400_000;

const dates = new Intl.DateTimeFormat("en-GB", { dateStyle: "long" });
const times = new Intl.DateTimeFormat("en-GB", { timeStyle: "short" });
const regions = new Intl.DisplayNames("en", { type: "region" });

/** Formats an ISO instant as a day, such as "3 May 2026". */
export function day(instant) {
  return dates.format(new Date(instant));
}

/** Formats an ISO instant as a time of day, such as "14:05". */
export function timeOfDay(instant) {
  return times.format(new Date(instant));
}

/** Formats an ISO instant as a day and a time of day, such as "3 May 2026, 14:05". */
export function dayAndTime(instant) {
  return `${day(instant)}, ${timeOfDay(instant)}`;
}

/** Says how far away an ISO instant is, such as "12 days left". */
export function daysLeft(instant) {
  const days = wholeDaysUntil(instant);
  if (days < 0) {
    return "expired";
  }
  if (days === 0) {
    return "less than a day left";
  }
  return days === 1 ? "1 day left" : `${days} days left`;
}

/** Counts the whole days until an ISO instant; negative when it has passed. */
export function wholeDaysUntil(instant) {
  return Math.floor((new Date(instant) - Date.now()) / DAY);
}

/** Formats milliseconds as a playing time, such as "3:07" or "1:02:45". */
export function playingTime(milliseconds) {
  const total = Math.floor(milliseconds / 1000);
  const seconds = String(total % 60).padStart(2, "0");
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3600);
  return hours ? `${hours}:${String(minutes).padStart(2, "0")}:${seconds}` : `${minutes}:${seconds}`;
}

/** Names a country by its ISO code, or returns what was given when it is none. */
export function country(code) {
  try {
    return regions.of(code);
  } catch {
    return code;
  }
}

/** Takes up to two initials from a name. */
export function initials(name) {
  const words = name.trim().split(/\s+/u);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word) => [...word][0] ?? "").join("").toUpperCase();
}
