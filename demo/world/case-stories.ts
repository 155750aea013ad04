export type CaseKind = 'CONSULT' | 'PURCHASE' | 'REPAIR' | 'COMPLAINT'
export type Priority = 'LOW' | 'NORMAL' | 'HIGH' | 'URGENT'

/** How a kind of call goes, in the words of the people. */
export interface CaseStory {
  readonly kind: CaseKind
  readonly priority: Priority
  readonly language: 'zh' | 'en'
  readonly subject: string
  readonly asks: string
  readonly answers: string
  readonly resolution: string
  readonly weight: number
}

/** Minutes in which a case is to be solved. */
export const slaMinutes: Readonly<Record<Priority, number>> = { LOW: 5_760, NORMAL: 2_880, HIGH: 1_440, URGENT: 240 }

export const caseStories: readonly CaseStory[] = [
  {
    kind: 'CONSULT',
    priority: 'LOW',
    language: 'zh',
    subject: '咨询保养周期',
    asks: '我的车跑了一年，里程不到八千公里，需要按时间还是按里程做保养？',
    answers: '您好，以先到者为准：每12个月或10000公里。附近服务站本周有空位，需要帮您预约吗？',
    resolution: '已说明保养周期并发送预约链接。',
    weight: 14,
  },
  {
    kind: 'CONSULT',
    priority: 'NORMAL',
    language: 'zh',
    subject: '手机互联无法连接',
    asks: '升级手机系统以后CarPlay连不上了，数据线也换过。',
    answers: '请在设置里删除旧的配对记录后重新连接；如仍不行，可到店免费升级车机软件。',
    resolution: '删除配对记录后恢复正常。',
    weight: 12,
  },
  {
    kind: 'CONSULT',
    priority: 'NORMAL',
    language: 'en',
    subject: 'How do I plan a trip with charging stops?',
    asks: 'I drive from Shanghai to Nanjing on Friday. Where can I charge, and does the navigation plan the stops?',
    answers:
      'The navigation plans charging stops when you set the destination. There are three fast chargers on the G42.',
    resolution: 'Explained route planning, sent the list of chargers.',
    weight: 5,
  },
  {
    kind: 'PURCHASE',
    priority: 'HIGH',
    language: 'zh',
    subject: '想了解置换补贴',
    asks: '我现在的车开了六年，想置换一台新能源SUV，有什么补贴？',
    answers: '目前有厂家置换补贴和地方补贴可以叠加，我请您的客户经理今天下午给您回电。',
    resolution: '已转销售顾问，客户预约周末试驾。',
    weight: 12,
  },
  {
    kind: 'PURCHASE',
    priority: 'NORMAL',
    language: 'en',
    subject: 'Company cars for a branch office',
    asks: 'We need eight vans for our new branch. Who handles fleet orders in our city?',
    answers: 'Our key-account representative will contact you within one working day.',
    resolution: 'Handed to the key-account representative, offer sent.',
    weight: 3,
  },
  {
    kind: 'REPAIR',
    priority: 'HIGH',
    language: 'zh',
    subject: '车辆无法启动，需要救援',
    asks: '车停在地库，今天早上打不着火，仪表一片黑。',
    answers: '已为您安排道路救援，师傅大约四十分钟到达，请保持电话畅通。',
    resolution: '救援搭电后到店更换12V蓄电池。',
    weight: 10,
  },
  {
    kind: 'REPAIR',
    priority: 'NORMAL',
    language: 'zh',
    subject: '空调有异味',
    asks: '开空调的时候有一股霉味，孩子坐车受不了。',
    answers: '建议更换空调滤芯并清洗蒸发箱，约一个半小时，可以预约周六上午。',
    resolution: '更换空调滤芯并清洗蒸发箱，客户确认无异味。',
    weight: 10,
  },
  {
    kind: 'REPAIR',
    priority: 'NORMAL',
    language: 'en',
    subject: 'Warning light after the tyre change',
    asks: 'The tyre pressure light stays on since your workshop changed my tyres.',
    answers: 'The sensors must be taught in again. Please come by, it takes ten minutes and costs nothing.',
    resolution: 'Sensors taught in, light is off.',
    weight: 4,
  },
  {
    kind: 'COMPLAINT',
    priority: 'HIGH',
    language: 'zh',
    subject: '维修后问题没有解决',
    asks: '上周刚修过的异响，开了两天又出现了，我已经跑了两趟店。',
    answers: '非常抱歉给您添麻烦。已请技术经理与您一起路试，并为您安排代步车。',
    resolution: '技术经理路试后更换减振器上支座，异响消除，赠送一次保养。',
    weight: 9,
  },
  {
    kind: 'COMPLAINT',
    priority: 'HIGH',
    language: 'zh',
    subject: '等待时间过长',
    asks: '预约了九点，十一点才开始做，也没有人解释。',
    answers: '对不起，当天有急修插单，我们没有及时通知您。已把情况反馈给服务经理。',
    resolution: '服务经理致电道歉，客户接受，赠送积分。',
    weight: 7,
  },
  {
    kind: 'COMPLAINT',
    priority: 'URGENT',
    language: 'zh',
    subject: '行驶中制动踏板变硬',
    asks: '昨天在高架上刹车踏板突然很硬，仪表亮了制动系统故障灯，我要求马上处理。',
    answers: '请您先不要驾驶车辆，我们派拖车到您的位置，今天完成检测。',
    resolution: '更换制动助力器，升级软件，客户路试确认。',
    weight: 3,
  },
  {
    kind: 'COMPLAINT',
    priority: 'NORMAL',
    language: 'en',
    subject: 'Invoice differs from the quote',
    asks: 'I was quoted 1,850 yuan and paid 2,340. Nobody called me before doing more work.',
    answers: 'You are right, extra work needs your consent. We are checking the invoice with the workshop.',
    resolution: 'The difference was paid back, the workshop was instructed.',
    weight: 3,
  },
]
