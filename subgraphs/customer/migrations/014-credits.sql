-- Who contributed what in a period.
create index fact_change_by_time on fact_change (changed_at);
create index fact_verification_by_time on fact_verification (verified_at);
