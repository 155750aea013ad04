import { indented } from './block.ts'
import { campaignsSection } from './sections/campaigns-section.ts'
import { careSection } from './sections/care-section.ts'
import { carSection } from './sections/car-section.ts'
import { makingSection } from './sections/making-section.ts'
import { ownershipSection } from './sections/ownership-section.ts'
import { serviceSection } from './sections/service-section.ts'
import { waySection } from './sections/way-section.ts'
import { nameOf, type Setting } from './setting.ts'
import type { Story } from './story.ts'

const sections = [
  ['The car', carSection],
  ['How it was built', makingSection],
  ['Where it is', waySection],
  ['Who bought and owned it', ownershipSection],
  ['Where it was serviced', serviceSection],
  ['Recalls and cases', careSection],
  ['Campaigns', campaignsSection],
] as const

/** Sets a car's story as lines: a head, the sections, and what is missing in it. */
export function storyLines(story: Story, gaps: readonly string[], setting: Setting): string[] {
  const { ink } = setting
  const names = [story.vin, story.plate, story.productionNumber].filter(name => name !== null)
  return [
    '',
    ink('bold', nameOf(story.model) || 'A car'),
    ink('dim', `${names.join(' · ')} · times in ${setting.timeZone}`),
    ...sections.flatMap(([title, section]) => [
      '',
      ink(['bold', 'cyan'], title.toUpperCase()),
      ...indented(section(story, setting)),
    ]),
    ...(gaps.length === 0 ? [] : ['', ...gaps.map(gap => ink('yellow', gap))]),
    '',
  ]
}
