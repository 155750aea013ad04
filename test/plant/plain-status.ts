const shops = new Set(['BODY', 'PAINT', 'ASSEMBLY'])

const byStep: Readonly<Record<string, string>> = {
  commissioning: 'BROADCAST',
  inspecting: 'QUALITY',
  repairing: 'QUALITY',
  storing: 'BUILT',
  staging_outbound: 'RELEASED',
  departing: 'IN_TRANSIT',
  transporting: 'IN_TRANSIT',
}

/** The status that an event leaves its car with; undefined when it leaves it as it is. */
function statusAfter({ bizStep, readPoint, bizLocation }: any): string | undefined {
  if (bizStep === 'assembling') return [...shops].find(shop => readPoint.id.split('-').at(-2) === shop)
  if (bizStep === 'receiving') return bizLocation.id.includes(':DEALER-') ? 'AT_DEALER' : 'IN_TRANSIT'
  return byStep[bizStep]
}

/** The status of a car after what a plant of `npm run plant` told of it, in whichever order: read off plainly. */
export function plainStatus(texts: readonly string[]): string | undefined {
  const events: any[] = texts.map(text => JSON.parse(text))
  const wrong = new Set(events.filter(event => event.errorDeclaration !== undefined).map(event => event.eventID))
  const last = events
    .filter(event => !wrong.has(event.eventID) && statusAfter(event) !== undefined)
    .toSorted((a, b) => a.eventTime.localeCompare(b.eventTime))
    .at(-1)
  return last === undefined ? undefined : statusAfter(last)
}
