/** What all of these begin, or none of it: when one fails, those that began are ended before it is told. */
export async function allOrNone<Begun>(
  beginning: readonly Promise<Begun>[],
  end: (begun: Begun) => Promise<void>,
): Promise<readonly Begun[]> {
  const settled = await Promise.allSettled(beginning)
  const begun = settled.flatMap(each => (each.status === 'fulfilled' ? [each.value] : []))
  const failed = settled.find(each => each.status === 'rejected')
  if (failed === undefined) return begun
  await Promise.all(begun.map(end))
  throw failed.reason
}
