import { block, paragraphs } from '../block.ts'
import { dayOf, priceOf, wordsOf, type Setting } from '../setting.ts'
import type { Story } from '../story.ts'
import { table } from '../table.ts'

/** Who sold and bought the car, and who had it in which role, now and before. */
export function ownershipSection({ sales, owners }: Story, setting: Setting): string[] {
  return paragraphs(
    block(sales?.nodes, setting, {
      none: 'It has not been sold.',
      lines: all =>
        table(
          all
            .toReversed()
            .map(({ kind, soldAt, price, dealer, buyer }) => [
              dayOf(soldAt, setting),
              `sold ${wordsOf(kind)}`,
              priceOf(price),
              [dealer?.name, dealer?.city].filter(part => part != null).join(', '),
              `to ${buyer?.displayName ?? '(name not known right now)'}`,
            ]),
        ),
    }),
    block(owners, setting, {
      none: 'Nobody owns it.',
      lines: all =>
        table(
          all
            .toReversed()
            .map(({ role, customer, from, until }) => [
              wordsOf(role),
              customer?.displayName ?? '(name not known right now)',
              until === null
                ? setting.ink('green', `since ${dayOf(from, setting)}`)
                : `${dayOf(from, setting)} to ${dayOf(until, setting)}`,
            ]),
        ),
    }),
  )
}
