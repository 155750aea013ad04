import type { ContactChannel } from '../contacts/contact-rule.ts'
import type { CalibratedChannel, ChannelCalibration, ChannelFigures } from './channel-figures.ts'

/** A channel of which nothing is known counts as one that is answered once in four contacts. */
const unknown = { contacts: 4, answered: 1 }

/** What the customer says counts as six contacts that were answered: that many unanswered ones outweigh it. */
const word = { contacts: 6, answered: 6 }

/**
 * The channels of a customer by how likely he answers, best first: what he said and what he did, each as so many
 * contacts. Every outcome moves the score a little, the more the fewer there are. Null when nothing is known of him.
 */
export function calibrate(
  figures: readonly ChannelFigures[],
  stated: ContactChannel | null,
): ChannelCalibration | null {
  const silent = stated !== null && !figures.some(({ channel }) => channel === stated)
  const known = silent ? [...figures, { channel: stated, contacts: 0, reached: 0, answered: 0 }] : figures
  const channels = known
    .map((each): CalibratedChannel => ({
      ...each,
      stated: each.channel === stated,
      score: scoreOf(each, each.channel === stated),
    }))
    .toSorted((a, b) => b.score - a.score || Number(b.stated) - Number(a.stated))
  const [best] = channels
  return best === undefined ? null : { channel: best.channel, channels }
}

function scoreOf({ contacts, answered }: ChannelFigures, stated: boolean): number {
  const said = stated ? word : { contacts: 0, answered: 0 }
  const score = (answered + unknown.answered + said.answered) / (contacts + unknown.contacts + said.contacts)
  return Math.round(score * 10_000) / 10_000
}
