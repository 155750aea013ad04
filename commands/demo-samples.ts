import { regions } from '../demo/world/places.ts'

/** Whom the page's roles act for at first: the first of the demo. */
export const demoSamples = { dealerId: 'D001', regionId: regions[0].code }
