import { followMerges } from '#platform/merges/follow-merges.ts'
import { defineSubgraph } from '#platform/subgraph.ts'
import { appointmentEntity } from './appointments/appointment-entity.ts'
import { onNewCarSold } from './appointments/appointment-reactions.ts'
import { appointmentResolvers } from './appointments/appointment-resolvers.ts'
import { bookingResolvers } from './appointments/booking-resolvers.ts'
import { cancellationResolvers } from './appointments/cancellation-resolvers.ts'
import { reschedulingResolvers } from './appointments/rescheduling-resolvers.ts'
import { articleEntity } from './articles/article-entity.ts'
import { articleResolvers } from './articles/article-resolvers.ts'
import { articleSavingResolvers } from './articles/article-saving-resolvers.ts'
import { caseEntity } from './cases/case-entity.ts'
import { caseNewsResolvers } from './cases/case-news.ts'
import { caseOpeningResolvers } from './cases/case-opening-resolvers.ts'
import { caseReplyResolvers } from './cases/case-reply-resolvers.ts'
import { caseResolvers } from './cases/case-resolvers.ts'
import { caseStatusResolvers } from './cases/case-status-resolvers.ts'
import { caseThreadResolvers } from './cases/case-thread-resolvers.ts'
import { serviceHoldings } from './erasure/service-holdings.ts'
import { escalationNewsResolvers } from './escalations/escalation-news.ts'
import { escalationResolvers } from './escalations/escalation-resolvers.ts'
import { escalationSettingResolvers } from './escalations/escalation-setting-resolvers.ts'
import { startEscalating } from './escalations/escalate-late-cases.ts'
import { onPurchaseWishUnmet } from './escalations/unmet-wish-reactions.ts'
import { inquiryResolvers } from './inquiries/inquiry-resolvers.ts'
import { kpiResolvers } from './kpi/kpi-resolvers.ts'
import { caseRatingResolvers } from './loops/case-rating-resolvers.ts'
import { loopEndingResolvers } from './loops/loop-ending-resolvers.ts'
import { loopOpeningResolvers } from './loops/loop-opening-resolvers.ts'
import { loopResolvers } from './loops/loop-resolvers.ts'
import { loopWorkingResolvers } from './loops/loop-working-resolvers.ts'
import { closingResolvers } from './orders/closing-resolvers.ts'
import { openingResolvers } from './orders/opening-resolvers.ts'
import { orderEntity } from './orders/order-entity.ts'
import { orderResolvers } from './orders/order-resolvers.ts'
import { recordingResolvers } from './orders/recording-resolvers.ts'
import { workResolvers } from './orders/work-resolvers.ts'
import { recallClosingResolvers } from './recalls/recall-closing-resolvers.ts'
import { recallEntity } from './recalls/recall-entity.ts'
import { recallOpeningResolvers } from './recalls/recall-opening-resolvers.ts'
import { onRecallScopeResolved } from './recalls/recall-reactions.ts'
import { recallResolvers } from './recalls/recall-resolvers.ts'
import { recallVehicleResolvers } from './recalls/recall-vehicle-resolvers.ts'
import { requestClosingResolvers } from './requests/request-closing-resolvers.ts'
import { requestEntity } from './requests/request-entity.ts'
import { requestForwardingResolvers } from './requests/request-forwarding-resolvers.ts'
import { requestNewsResolvers } from './requests/request-news.ts'
import { requestOpeningResolvers } from './requests/request-opening-resolvers.ts'
import { requestResolvers } from './requests/request-resolvers.ts'
import { subQuestionAskingResolvers } from './requests/sub-question-asking-resolvers.ts'
import { subQuestionSettlingResolvers } from './requests/sub-question-settling-resolvers.ts'
import { onAccountManagerChanged, onAccountManagerTakesOver } from './routing/account-manager-reactions.ts'
import { routingResolvers } from './routing/routing-resolvers.ts'
import { routingSettingResolvers } from './routing/routing-setting-resolvers.ts'
import { slotResolvers } from './stations/slot-resolvers.ts'
import { stationEntity } from './stations/station-entity.ts'
import { stationResolvers } from './stations/station-resolvers.ts'
import { onOwnershipChanged, onRetailSaleRegistered, onVehicleStatusChanged } from './warranty/vehicle-reactions.ts'
import { warrantyResolvers } from './warranty/warranty-resolvers.ts'

/** Cars and customers after the sale: help desk, workshops, appointments, warranty, recalls. */
export const service = defineSubgraph({
  name: 'service',
  folder: import.meta.dirname,
  entities: [appointmentEntity, articleEntity, caseEntity, orderEntity, recallEntity, requestEntity, stationEntity],
  resolvers: [
    appointmentResolvers,
    articleResolvers,
    articleSavingResolvers,
    bookingResolvers,
    cancellationResolvers,
    caseNewsResolvers,
    caseOpeningResolvers,
    caseRatingResolvers,
    caseReplyResolvers,
    caseResolvers,
    caseStatusResolvers,
    caseThreadResolvers,
    closingResolvers,
    escalationNewsResolvers,
    escalationResolvers,
    escalationSettingResolvers,
    inquiryResolvers,
    kpiResolvers,
    loopEndingResolvers,
    loopOpeningResolvers,
    loopResolvers,
    loopWorkingResolvers,
    openingResolvers,
    orderResolvers,
    recallClosingResolvers,
    recallOpeningResolvers,
    recallResolvers,
    recallVehicleResolvers,
    recordingResolvers,
    requestClosingResolvers,
    requestForwardingResolvers,
    requestNewsResolvers,
    requestOpeningResolvers,
    requestResolvers,
    reschedulingResolvers,
    routingResolvers,
    routingSettingResolvers,
    slotResolvers,
    stationResolvers,
    subQuestionAskingResolvers,
    subQuestionSettlingResolvers,
    warrantyResolvers,
    workResolvers,
  ],
  reactions: [
    ...followMerges('service'),
    onAccountManagerChanged,
    onAccountManagerTakesOver,
    onPurchaseWishUnmet,
    onRetailSaleRegistered,
    onNewCarSold,
    onOwnershipChanged,
    onVehicleStatusChanged,
    onRecallScopeResolved,
  ],
  holdings: serviceHoldings,
  work: [startEscalating],
})
