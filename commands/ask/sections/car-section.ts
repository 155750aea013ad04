import { block } from '../block.ts'
import { dayOf, nameOf, wordsOf, type Setting } from '../setting.ts'
import type { Story } from '../story.ts'
import { table } from '../table.ts'

/** What the car is: its choices, its engine, its plant. */
export function carSection(story: Story, setting: Setting): string[] {
  const { configuration, engineNumber, plant, builtAt } = story
  const facts = [
    ...(engineNumber === null ? [] : [['Engine', engineNumber]]),
    ...(plant === null ? [] : [['Plant', nameOf(plant)]]),
    ...(builtAt === null ? [] : [['Built', dayOf(builtAt, setting)]]),
  ]
  const choices = block(configuration, setting, {
    none: 'No configuration is known.',
    lines: options =>
      table([
        ...options.map(({ family, choiceEn, choiceZh }) => [
          wordsOf(family).replace(/^./, first => first.toUpperCase()),
          `${choiceEn} ${choiceZh}`,
        ]),
        ...facts,
      ]),
  })
  return [...choices]
}
