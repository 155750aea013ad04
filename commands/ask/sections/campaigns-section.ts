import { block, notTold } from '../block.ts'
import { dayOf, wordsOf, type Setting } from '../setting.ts'
import type { Story } from '../story.ts'
import { table } from '../table.ts'

/** The campaigns that reached the car's people, each person once though he has two roles. */
export function campaignsSection({ owners }: Story, setting: Setting): string[] {
  if (owners === null) return [notTold(setting)]
  const people = new Map(
    owners.flatMap(({ customer }) => (customer === null ? [] : [[customer.id, customer] as const])),
  )
  if ([...people.values()].some(({ campaigns }) => campaigns === null)) return [notTold(setting)]
  const reached = [...people.values()].flatMap(({ displayName, campaigns }) =>
    (campaigns?.nodes ?? []).filter(({ status }) => status === 'SENT').map(contact => ({ displayName, ...contact })),
  )
  return [
    ...block(reached, setting, {
      none: 'No campaign has reached its people.',
      lines: all =>
        table(
          all.map(({ displayName, reachedAt, channel, response, campaign }) => [
            dayOf(reachedAt, setting),
            campaign.name ?? '',
            `to ${wordsOf(campaign.goal)}`,
            `by ${wordsOf(channel)}`,
            displayName ?? '',
            response === null ? '' : setting.ink('green', wordsOf(response)),
          ]),
        ),
    }),
  ]
}
