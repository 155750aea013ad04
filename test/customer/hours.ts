/** A time zone in which it is about a certain hour of the day now: quiet hours are those of where somebody lives. */
export function zoneAt(hour: number): string {
  const offset = (hour - new Date().getUTCHours() + 24) % 24
  const east = offset > 12 ? offset - 24 : offset
  // The sign of these zones is turned round.
  return east === 0 ? 'Etc/GMT' : `Etc/GMT${east > 0 ? '-' : '+'}${Math.abs(east)}`
}
