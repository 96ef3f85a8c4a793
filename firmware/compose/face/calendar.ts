/** A day of the calendar. */
export interface CalendarDay {
  year: number;
  /** 1..12 and 1..31. */
  month: number;
  day: number;
}

const found: CalendarDay = { year: 1970, month: 1, day: 1 };

/** The date of a day since 1970, good until the next call. Years are counted from March, so that the leap day is the last of one. */
export function dateOf(day: number): Readonly<CalendarDay> {
  const sinceMarch = day + 719_468;
  const era = Math.floor(sinceMarch / 146_097);
  const dayOfEra = sinceMarch - era * 146_097;
  const year = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  found.day = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
  found.month = ((month + 2) % 12) + 1;
  found.year = era * 400 + year + (found.month <= 2 ? 1 : 0);
  return found;
}
