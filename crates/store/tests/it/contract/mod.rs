//! What every backend must do. A test takes a [`Bench`] and knows nothing of
//! what is behind it, so that a second backend can be put to the same tests.

mod archive;
mod desk;
mod drafts;
mod following;
mod media;
mod past;
mod people;
pub(crate) mod readable;
mod record;
pub(crate) mod redaction;
mod search;
mod sign_in;

macro_rules! on_every_backend {
    ($($module:ident: $($test:ident)*;)*) => {
        mod sqlite {
            use crate::bench::Bench;
            $($(
                #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
                async fn $test() {
                    super::$module::$test(Bench::sqlite()).await;
                }
            )*)*
        }
    };
}

on_every_backend! {
    record:
        what_is_appended_is_read
        a_page_of_a_record_is_read
        a_coverage_is_found_and_listed
        a_slug_is_taken_once
        a_lost_race_is_a_conflict
        a_coverage_that_is_not_there_is_told
        a_failing_effect_leaves_nothing
        two_hundred_appends_at_once_all_stand
        rivals_for_one_record_all_get_in
        a_payload_of_a_later_version_is_kept_byte_for_byte
        a_change_that_could_not_be_read_is_refused
        times_are_kept_to_the_microsecond
        a_record_is_imported_whole_or_not_at_all
        every_commit_is_noticed
        after_closing_nothing_is_written_or_read;
    archive:
        a_coverage_is_carried_with_its_pictures_or_not_at_all
        what_cannot_be_carried_in_leaves_nothing
        what_was_ordered_gone_is_not_carried_in_again
        what_came_from_the_same_server_stays_as_it_is
        what_stands_in_the_way_is_told_with_a_way_out;
    past:
        a_history_is_read_without_the_rest_of_the_record
        notices_are_listed_over_all_coverages
        the_last_change_by_a_time_is_found;
    following:
        a_followed_record_is_taken_over_as_it_is
        a_following_tells_how_it_is
        words_that_were_withheld_never_come
        what_was_prepared_is_followed_by_what_stood
        an_id_is_that_of_whoever_had_it_first
        what_is_still_to_come_has_times_of_its_own
        what_is_under_way_is_seen_though_it_is_followed_no_more
        a_source_has_erased_what_it_took_away_and_not_at_will
        what_a_source_says_reaches_nothing_else;
    redaction:
        a_draft_with_the_words_of_a_redacted_post_is_not_begun
        a_redaction_is_told_among_the_notices_of_an_imported_record
        an_import_brings_no_words_back_that_were_ordered_gone
        an_answer_is_kept_as_that_of_what_it_was_about
        words_that_altered_nothing_go_as_well;
    media:
        what_is_deleted_while_it_is_finished_is_taken_away
        what_is_deleted_while_it_is_looked_at_is_taken_away;
    drafts:
        a_draft_is_saved_over_the_edition_it_was_made_from
        a_draft_that_was_written_meanwhile_is_not_deleted
        drafts_are_those_of_a_coverage
        a_list_tells_the_gist_of_what_was_written_last
        a_coverage_has_so_many_open_drafts
        every_status_is_kept
        a_deleted_draft_is_kept_apart_and_let_go_in_time
        a_post_is_revised_in_one_draft_at_a_time
        a_draft_names_whom_it_concerns
        what_belongs_to_a_draft_goes_with_it
        steps_are_taken_in_one_order
        steps_that_were_taken_are_not_taken_again
        steps_of_a_replaced_or_old_draft_are_everything
        writing_on_takes_an_editors_consent
        racing_writers_lose_and_double_nothing
        notes_mention_once
        a_handover_is_saved_over_its_version
        backgrounds_and_templates_are_kept
        what_happens_is_told_in_order_to_every_process;
    desk:
        a_job_is_claimed_once_when_it_is_due
        a_lease_that_ran_out_is_lost_to_the_next
        a_job_that_failed_comes_again
        what_a_clock_put_off_that_was_ahead_is_brought_forward
        a_job_is_done_once_across_restarts
        a_request_is_answered_once
        old_receipts_are_forgotten
        effects_name_what_is_missing
        media_are_kept_and_given_back;
    people:
        a_member_signs_with_a_token_until_it_is_revoked
        a_token_has_its_bounds
        a_member_is_made_once
        a_disabled_member_opens_nothing
        the_last_owner_stays
        a_member_has_a_place_at_some_coverages
        a_post_is_its_authors
        what_was_done_is_read_newest_first;
    sign_in:
        a_session_ends_when_it_is_not_used_and_in_the_end_in_any_case
        a_session_is_ended_by_whose_it_is
        a_link_lets_in_once_until_it_expires
        a_new_link_takes_the_place_of_earlier_ones
        a_passkey_is_its_members
        who_is_disabled_loses_sessions_tokens_and_links_for_good
        what_members_say_of_themselves_undoes_nothing;
    search:
        a_post_is_found_by_its_words_until_it_is_withdrawn
        languages_that_part_no_words_are_searched
        whatever_is_typed_is_looked_for_as_it_stands
        what_is_found_is_of_the_coverages_and_the_kind_asked_for
        a_draft_is_found_as_it_was_saved_last_until_it_is_gone
        what_failed_is_not_found;
    readable:
        readers_find_what_they_can_read_and_nothing_else
        readers_find_nothing_of_a_coverage_in_preparation
        readers_find_the_newest_first_and_go_on_from_anywhere
        readers_find_words_of_every_script
        readers_cannot_ask_wrongly
        readers_search_until_the_store_is_closed;
}
