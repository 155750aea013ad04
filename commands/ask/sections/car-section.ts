import { block } from '../block.ts'
import { capital, dayOf, nameOf, wordsOf, type Setting } from '../setting.ts'
import type { Story } from '../story.ts'
import { table } from '../table.ts'

/** What the car is: its choices, its engine, its plant. */
export function carSection(story: Story, setting: Setting): string[] {
  const { configuration, engineNumber, plant, builtAt } = story
  const facts = [
    ...(engineNumber === null ? [] : [['Engine number', engineNumber]]),
    ...(plant === null ? [] : [['Plant', nameOf(plant)]]),
    ...(builtAt === null ? [] : [['Built', dayOf(builtAt, setting)]]),
  ]
  const choices = block(configuration, setting, {
    none: 'No configuration is known.',
    lines: options =>
      table([
        ...options.map(({ family, choiceEn, choiceZh }) => [capital(wordsOf(family)), `${choiceEn} ${choiceZh}`]),
        ...facts,
      ]),
  })
  return [...choices]
}
