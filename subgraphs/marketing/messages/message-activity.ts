import type { MessageRow } from './message.ts'

const channels = {
  PHONE: 'Call',
  MAIL: 'Letter',
  EMAIL: 'E-mail',
  SMS: 'SMS',
  WECHAT: 'WeChat message',
  APP: 'App notification',
} as const satisfies Record<MessageRow['channel'], string>

type Sent = Pick<MessageRow, 'id' | 'customerId' | 'department' | 'channel' | 'at'>

/** The line of a customer's timeline that a sent message makes; its text stays in the ledger. */
export function messageActivity({ id, customerId, department, channel, at }: Sent, campaign?: string) {
  const from = campaign === undefined ? `from ${department.toLowerCase()}` : `of the campaign "${campaign}"`
  return {
    key: customerId,
    payload: {
      customerId,
      kind: 'MESSAGE' as const,
      department,
      at: at.toISOString(),
      summary: `${channels[channel]} ${from}`,
      subject: { type: 'OutboundMessage', id },
    },
  }
}
