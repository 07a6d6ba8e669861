"""Who gets what at which address: one line for each address and method, one column for each role.

A number is the status of the answer: 302 after one did what he came for; who is sent elsewhere
first is told so by a word of DOORS. A row is asked with an empty form, or with a good one where
that would hide who may act (tests/test_permission_table.py). A variant stands behind a slash.

Rules to read the table by: nobody learns that a case or an item of another's exists (404);
who may see it and may not act is told so (403); residents have no desk, officers no cases in
the portal; an officer who has not shown the second factor comes no further than that.
"""

#: role → the grants of the officer's one post, which reaches the department of the cases;
#: the neighbour's reaches the department next door.
GRANTS: dict[str, tuple[str, ...]] = {
    "password": ("case.accept", "case.examine", "case.decide"),  # no second factor shown yet
    "clerk": ("case.accept", "case.deliver"),
    "examiner": ("case.examine",),
    "approver": ("case.decide", "case.extend", "case.green"),
    "supervisor": ("case.read", "journal.read", "case.supervise"),
    "editor": ("item.edit",),
    "reviewer": ("item.review",),
    "admin": (
        *("org.manage", "ops.view", "calendar.manage"),
        *("message.edit", "client.manage"),
    ),
    "neighbour": (
        *("case.accept", "case.examine", "case.decide", "case.extend", "case.deliver"),
        *("item.edit", "item.review"),
    ),
}
#: Roles few hold: their one grant, the role they read like (if any), and the addresses of the desk
#: and the portal where they get more than that role reads and an officer without grants ("idle").
RARE: dict[str, tuple[tuple[str, ...], str, dict[str, str]]] = {
    "idle": ((), "", {}),
    "directory": (
        ("item.basic",),
        "",
        {
            "GET desk:basic_list": "200",
            "GET desk:basic_page": "200",
            "GET desk:basic_new": "200",
            "POST desk:basic_add": "422",
            "GET desk:basic_edit": "200",
            "POST desk:basic_save": "422",
            "GET desk:package_list": "200",
            "GET desk:package_page": "200",
            "GET desk:package_file": "200",
            "POST desk:package_receive": "422",
            "POST desk:package_report": "302",
        },
    ),
    "overseer": (
        ("case.read", "journal.read", "case.supervise", "supervision.manage"),
        "supervisor",
        {
            "GET desk:supervision": "302",
            "POST desk:card_act/issue": "302",
            "POST desk:card_act/uphold": "302",
            "POST desk:card_act/dismiss_appeal": "302",
            "GET desk:inspection_new": "200",
            "POST desk:inspection_new": "422",
            "POST desk:inspection_draw": "422",
            "POST desk:mark_add": "302",
            "POST desk:mark_withdraw": "302",
            "POST desk:title_confirm": "302",
            "POST desk:score_decide": "302",
            "GET desk:camera_new": "200",
            "POST desk:camera_new": "422",
            "POST desk:camera_change": "422",
            "POST desk:camera_move": "422",
            "POST desk:camera_close": "422",
            "POST desk:observation_confirm": "302",
            "POST desk:observation_dismiss": "302",
        },
    ),
    "writer": (
        ("message.edit",),
        "",
        {
            "GET desk:text_list": "200",
            "GET desk:text_edit": "200",
            "POST desk:text_edit": "422",
        },
    ),
    "keeper": (
        ("client.manage",),
        "",
        {
            "GET desk:system_list": "200",
            "GET desk:system_new": "200",
            "POST desk:system_new": "422",
            "GET desk:system_page": "200",
            "POST desk:system_secret": "200",
            "POST desk:system_revoke": "302",
            "POST desk:system_subscribe": "422",
            "POST desk:subscription_end": "302",
            "POST desk:delivery_replay": "302",
        },
    ),
    "station": (
        ("party.file_for",),
        "",
        {
            "GET portal:station": "200",
            "POST portal:station": "422",
            "GET desk:consent": "200",
            "POST desk:consent": "422",
        },
    ),
}
ROLES = ("stranger", "resident", "other", *GRANTS)
#: Those whom the name of the applicant does not concern.
UNTOLD = frozenset(ROLES) - {"resident", "clerk", "examiner", "approver", "supervisor"}
#: Only of what his department was asked the neighbour reads for whom.
ASKED = frozenset({"desk:asked_list", "desk:asked_page", "desk:asked_answer"})

#: Where somebody is sent first: to sign in, to show the second factor, to give the password again.
DOORS = {
    "/accounts/login/": "log",
    "/accounts/2fa/reauthenticate/": "2fa",
    "/accounts/reauthenticate/": "pwd",
}
REFUSED = frozenset({*DOORS.values(), "400", "401", "403", "404", "405", "409", "422", "429"})

#: The portal.
PORTAL = """
                                            str res oth pwd clk exa app sup edi rev adm nei
GET  portal:home                            200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:manifest                        200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:worker                          200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:offline                         200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:item_list                       200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:item_suggest                    200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:item_guide                      200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:guide_pdf                       200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:guide_data                      200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:guide_embedded                  200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:guide_file                      200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:apply_begin                     log 200 200 404 404 404 404 404 404 404 404 404
POST portal:apply_begin                     log 422 422 404 404 404 404 404 404 404 404 404
GET  portal:apply_resume                    log 302 404 404 404 404 404 404 404 404 404 404
GET  portal:apply_form                      log 200 404 404 404 404 404 404 404 404 404 404
POST portal:apply_form                      log 422 404 404 404 404 404 404 404 404 404 404
POST portal:apply_keep                      log 200 404 404 404 404 404 404 404 404 404 404
GET  portal:apply_situation                 log 302 404 404 404 404 404 404 404 404 404 404
POST portal:apply_situation                 log 302 404 404 404 404 404 404 404 404 404 404
POST portal:apply_situation_keep            log 200 404 404 404 404 404 404 404 404 404 404
POST portal:apply_renew                     log 302 404 404 404 404 404 404 404 404 404 404
GET  portal:apply_materials                 log 200 404 404 404 404 404 404 404 404 404 404
POST portal:material_add                    log 302 404 404 404 404 404 404 404 404 404 404
POST portal:material_again                  log 302 404 404 404 404 404 404 404 404 404 404
POST portal:material_replace                log 302 404 404 404 404 404 404 404 404 404 404
POST portal:material_remove                 log 302 404 404 404 404 404 404 404 404 404 404
GET  portal:apply_check                     log 200 404 404 404 404 404 404 404 404 404 404
GET  portal:apply_commit                    log 200 404 404 404 404 404 404 404 404 404 404
POST portal:apply_commit                    log 422 404 404 404 404 404 404 404 404 404 404
POST portal:commitment_remove               log 422 404 404 404 404 404 404 404 404 404 404
POST portal:owed_add                        log 422 404 404 404 404 404 404 404 404 404 404
GET  portal:apply_discard                   log 200 404 404 404 404 404 404 404 404 404 404
POST portal:apply_discard                   log 302 404 404 404 404 404 404 404 404 404 404
POST portal:apply_check                     log 302 404 404 404 404 404 404 404 404 404 404
GET  portal:case_list                       log 200 200 404 404 404 404 404 404 404 404 404
POST portal:act_for                         log 302 302 404 404 404 404 404 404 404 404 404
GET  portal:case_page                       log 200 404 404 404 404 404 404 404 404 404 404
GET  portal:case_receipt                    log 200 404 404 404 404 404 404 404 404 404 404
GET  portal:case_notice_pdf                 log 200 404 404 404 404 404 404 404 404 404 404
GET  portal:case_notice                     log 200 404 404 404 404 404 404 404 404 404 404
GET  portal:case_delivery                   log 200 404 404 404 404 404 404 404 404 404 404
POST portal:case_delivery                   log 422 404 404 404 404 404 404 404 404 404 404
POST portal:result_renew                    log 404 404 404 404 404 404 404 404 404 404 404
GET  portal:case_withdraw                   log 200 404 404 404 404 404 404 404 404 404 404
POST portal:case_withdraw                   log 302 404 404 404 404 404 404 404 404 404 404
GET  portal:case_supplement                 log 200 404 404 404 404 404 404 404 404 404 404
POST portal:case_supplement                 log 422 404 404 404 404 404 404 404 404 404 404
GET  portal:file_download                   log 200 404 404 404 404 404 404 404 404 404 404
GET  portal:file_view                       log 200 404 404 404 404 404 404 404 404 404 404
GET  portal:power_index                     200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:power_page                      200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:disclosure                      200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:screen                          200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:hearing_list                    200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:case_hearing                    log 200 404 404 404 404 404 404 404 404 404 404
POST portal:hearing_answer                  log 422 404 404 404 404 404 404 404 404 404 404
GET  portal:status_query                    200 200 200 200 200 200 200 200 200 200 200 200
POST portal:status_query                    422 422 422 422 422 422 422 422 422 422 422 422
GET  portal:status_query/code               200 200 200 200 200 200 200 200 200 200 200 200
POST portal:status_query/code               200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:message_list                    log 200 200 404 404 404 404 404 404 404 404 404
POST portal:message_read                    log 302 404 404 404 404 404 404 404 404 404 404
GET  portal:account                         log 200 200 200 200 200 200 200 200 200 200 200
GET  portal:message_choices                 log 200 200 200 200 200 200 200 200 200 200 200
POST portal:message_choices                 log 302 302 302 302 302 302 302 302 302 302 302
GET  portal:agent_list                      log 200 200 404 404 404 404 404 404 404 404 404
GET  portal:agent_authorise                 log 200 200 404 404 404 404 404 404 404 404 404
POST portal:agent_authorise                 log 422 422 404 404 404 404 404 404 404 404 404
GET  portal:agent_ask                       log 200 200 404 404 404 404 404 404 404 404 404
POST portal:agent_ask                       log 422 422 404 404 404 404 404 404 404 404 404
POST portal:agent_confirm                   log 302 404 404 404 404 404 404 404 404 404 404
POST portal:agent_end                       log 302 404 404 404 404 404 404 404 404 404 404
GET  portal:station                         log 404 404 404 404 404 404 404 404 404 404 404
POST portal:station                         log 404 404 404 404 404 404 404 404 404 404 404
POST portal:station_leave                   302 302 302 302 302 302 302 302 302 302 302 302
POST portal:reading_set                     302 302 302 302 302 302 302 302 302 302 302 302
GET  portal:region_list                     200 200 200 200 200 200 200 200 200 200 200 200
POST portal:region_list                     302 302 302 302 302 302 302 302 302 302 302 302
GET  portal:law_index                       200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:law_page                        200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:proof_index                     200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:proof_page                      200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:help                            200 200 200 200 200 200 200 200 200 200 200 200
GET  portal:accessibility                   200 200 200 200 200 200 200 200 200 200 200 200
"""

#: The desk.
DESK = """
                                            str res oth pwd clk exa app sup edi rev adm nei
GET  desk:work_export                       log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:work                              log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:case_list                         log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:case_sheet                        log 404 404 2fa 200 200 200 200 404 404 404 404
GET  desk:case_file                         log 404 404 2fa 200 200 200 200 404 404 404 404
GET  desk:case_record                       log 404 404 2fa 200 200 200 200 404 404 404 404
GET  desk:case_notice_pdf                   log 404 404 2fa 200 200 200 200 404 404 404 404
GET  desk:case_notice                       log 404 404 2fa 200 200 200 200 404 404 404 404
GET  desk:question                          log 404 404 2fa 403 200 200 403 404 404 404 404
POST desk:question                          log 404 404 2fa 403 422 422 403 404 404 404 404
GET  desk:question_recall                   log 404 404 2fa 403 200 200 403 404 404 404 404
POST desk:question_recall                   log 404 404 2fa 403 422 422 403 404 404 404 404
GET  desk:hearing_list                      log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:case_hearing                      log 404 404 2fa 200 200 200 200 404 404 404 404
POST desk:hearing_act                       log 404 404 2fa 403 422 403 403 404 404 404 404
GET  desk:hearing_paper                     log 404 404 2fa 404 404 404 404 404 404 404 404
GET  desk:asked_list                        log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:asked_page                        log 404 404 2fa 404 404 404 404 404 404 404 200
POST desk:asked_answer                      log 404 404 2fa 404 404 404 404 404 404 404 422
GET  desk:asked_material                    log 404 404 2fa 404 404 404 404 404 404 404 200
GET  desk:asked_paper                       log 404 404 2fa 404 404 404 404 404 404 404 404
GET  desk:task_page                         log 404 404 2fa 403 200 200 403 404 404 404 404
POST desk:task_arrange                      log 404 404 2fa 403 422 422 403 404 404 404 404
GET  desk:batch                             log 404 404 2fa 302 302 302 302 302 302 302 302
POST desk:batch_do                          log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:phrase_list                       log 404 404 2fa 200 200 200 200 200 200 200 200
POST desk:phrase_add                        log 404 404 2fa 422 422 422 422 422 422 422 422
POST desk:phrase_drop                       log 404 404 2fa 302 302 302 302 302 302 302 302
GET  desk:phrase_choose                     log 404 404 2fa 200 200 200 200 404 404 404 404
POST desk:view_save                         log 404 404 2fa 422 422 422 422 422 422 422 422
POST desk:view_forget                       log 404 404 2fa 302 302 302 302 302 302 302 302
POST desk:note_write                        log 404 404 2fa 422 422 422 403 404 404 404 404
POST desk:case_urge                         log 404 404 2fa 422 403 422 403 404 404 404 404
POST desk:task_claim                        log 404 404 2fa 302 403 403 403 404 404 404 404
POST desk:task_release                      log 404 404 2fa 409 302 409 409 404 404 404 404
POST desk:case_act/accept                   log 404 404 2fa 302 403 403 403 404 404 404 404
POST desk:case_act/examine                  log 404 404 2fa 403 302 403 403 404 404 404 404
POST desk:case_act/grant                    log 404 404 2fa 403 403 302 403 404 404 404 404
POST desk:case_act/extend                   log 404 404 2fa 403 403 302 403 404 404 404 404
POST desk:case_act/deliver                  log 404 404 2fa 302 403 403 403 404 404 404 404
GET  desk:answering                         log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:enquiry_list                      log 404 404 2fa 200 200 200 200 200 200 200 200
POST desk:enquiry_add                       log 404 404 2fa 422 422 422 422 422 422 422 422
GET  desk:enquiry_page                      log 404 404 2fa 200 200 200 200 404 404 404 404
POST desk:enquiry_answer                    log 404 404 2fa 302 422 422 422 404 404 404 404
POST desk:enquiry_hand_on                   log 404 404 2fa 422 422 422 422 404 404 404 404
POST desk:reproach_reply                    log 404 404 2fa 404 302 404 404 404 404 404 404
GET  desk:green_list                        log 404 404 2fa 404 404 200 404 404 404 404 404
GET  desk:case_charges                      log 404 404 2fa 200 200 200 200 404 404 404 404
POST desk:case_charges                      log 404 404 2fa 422 403 403 403 404 404 404 404
GET  desk:case_answering                    log 404 404 2fa 200 200 200 200 404 404 404 404
POST desk:case_hand_on                      log 404 404 2fa 422 422 422 422 404 404 404 404
POST desk:reproach_add                      log 404 404 2fa 404 404 404 422 404 404 404 404
POST desk:green_mark                        log 404 404 2fa 404 404 302 404 404 404 404 404
POST desk:green_unmark                      log 404 404 2fa 404 404 422 404 404 404 404 404
GET  desk:report                            log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:report_export                     log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:result_list                       log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:later_check_list                  log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:instant                           log 404 404 2fa 404 404 200 404 404 404 200 200
POST desk:instant_switch                    log 404 404 2fa 404 404 422 404 404 404 422 422
GET  desk:result_act                        log 404 404 2fa 403 403 200 403 404 404 404 404
POST desk:result_act                        log 404 404 2fa 403 403 422 403 404 404 404 404
GET  desk:later_check                       log 404 404 2fa 404 404 404 404 404 404 404 404
POST desk:later_check                       log 404 404 2fa 404 404 404 404 404 404 404 404
GET  desk:record_lift                       log 404 404 2fa 404 404 404 404 404 404 404 404
POST desk:record_lift                       log 404 404 2fa 404 404 404 404 404 404 404 404
GET  desk:messages                          log 404 404 2fa 200 200 200 200 200 200 200 200
POST desk:messages_read                     log 404 404 2fa 302 302 302 302 302 302 302 302
GET  desk:people                            log 404 404 2fa 200 200 200 200 200 200 200 200
POST desk:deputy_appoint                    log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:consent                           log 404 404 2fa 200 404 404 404 404 404 404 200
POST desk:consent                           log 404 404 2fa 422 404 404 404 404 404 404 422
GET  desk:absence                           log 404 404 2fa 200 200 200 200 200 200 200 200
POST desk:absence                           log 404 404 2fa 422 422 422 422 422 422 422 422
POST desk:absence_end                       log 404 404 2fa 404 404 404 404 302 404 404 404
POST desk:deputy_end                        log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:letter_list                       log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:letter_page                       log 404 404 2fa 404 200 404 404 404 404 200 404
POST desk:letter_revoke                     log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:letter_add                        log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:letter_add                        log 404 404 2fa 404 404 404 404 404 404 422 404
POST desk:posting_end                       log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:staff_page                        log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:staff_appoint                     log 404 404 2fa 404 404 404 404 404 404 302 404
POST desk:staff_dismiss                     log 404 404 2fa 404 404 404 404 404 404 302 404
POST desk:staff_move                        log 404 404 2fa 404 404 404 404 404 404 302 404
POST desk:staff_take_back                   log 404 404 2fa 404 404 404 404 404 404 302 404
POST desk:account_give                      log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:account_act/password              log 404 404 2fa 404 404 404 404 404 404 200 404
GET  desk:org_list                          log 404 404 2fa 404 404 404 404 404 404 200 404
GET  desk:org_page                          log 404 404 2fa 404 404 404 404 404 404 200 404
GET  desk:org_add                           log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:org_add                           log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:org_change                        log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:org_change                        log 404 404 2fa 404 404 404 404 404 404 302 404
POST desk:org_close                         log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:post_add                          log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:post_add                          log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:staff_add                         log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:staff_add                         log 404 404 2fa 404 404 404 404 404 404 200 404
GET  desk:post_page                         log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:post_appoint                      log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:post_change                       log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:post_change                       log 404 404 2fa 404 404 404 404 404 404 302 404
POST desk:post_close                        log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:calendar                          log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:calendar_day                      log 404 404 2fa 404 404 404 404 404 404 200 404
GET  desk:calendar_moves                    log 404 404 2fa 200 200 200 200 200 200 200 200
POST desk:closure_add                       log 404 404 2fa 404 404 404 404 404 404 302 404
POST desk:closure_end                       log 404 404 2fa 404 404 404 404 404 404 302 404
POST desk:calendar_day                      log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:calendar_day_unset                log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:calendar_day_unset                log 404 404 2fa 404 404 404 404 404 404 302 404
POST desk:calendar_load                     log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:operations                        log 404 404 2fa 404 404 404 200 404 404 200 404
GET  desk:outbox                            log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:outbox_again                      log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:text_list                         log 404 404 2fa 404 404 404 404 404 404 200 404
GET  desk:text_edit                         log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:text_edit                         log 404 404 2fa 404 404 404 404 404 404 422 404
GET  desk:supervision                       log 404 404 2fa 302 302 302 302 404 404 404 302
GET  desk:card_list                         log 404 404 2fa 404 404 404 200 404 404 404 404
GET  desk:card_page                         log 404 404 2fa 200 200 200 200 404 404 404 404
GET  desk:card_file                         log 404 404 2fa 200 200 200 200 404 404 404 404
POST desk:card_act/issue                    log 404 404 2fa 403 403 403 302 404 404 404 404
POST desk:card_act/explain                  log 404 404 2fa 403 403 302 403 404 404 404 404
POST desk:card_act/uphold                   log 404 404 2fa 403 403 403 302 404 404 404 404
POST desk:card_act/appeal                   log 404 404 2fa 403 403 302 403 404 404 404 404
POST desk:card_act/dismiss_appeal           log 404 404 2fa 403 403 403 403 404 404 404 404
GET  desk:card_unit                         log 404 404 2fa 200 200 200 200 404 404 404 200
GET  desk:card_near                         log 404 404 2fa 200 200 200 200 404 404 404 200
GET  desk:card_picture                      log 404 404 2fa 200 200 200 200 404 404 404 200
GET  desk:card_bulletin                     log 404 404 2fa 200 200 200 200 404 404 404 200
GET  desk:card_bulletin_export              log 404 404 2fa 200 200 200 200 404 404 404 200
GET  desk:rule_list                         log 404 404 2fa 200 200 200 200 404 404 404 200
GET  desk:rule_page                         log 404 404 2fa 200 200 200 200 404 404 404 200
GET  desk:rule_new                          log 404 404 2fa 404 404 404 404 404 404 404 404
POST desk:rule_new                          log 404 404 2fa 404 404 404 404 404 404 404 404
GET  desk:card_bulletin_pdf                 log 404 404 2fa 200 200 200 200 404 404 404 200
GET  desk:live                              log 404 404 2fa 404 404 404 200 404 404 404 404
GET  desk:camera_list                       log 404 404 2fa 404 404 404 200 404 404 404 404
GET  desk:camera_new                        log 404 404 2fa 404 404 404 404 404 404 404 404
POST desk:camera_new                        log 404 404 2fa 404 404 404 404 404 404 404 404
GET  desk:camera_page                       log 404 404 2fa 404 404 404 200 404 404 404 404
POST desk:camera_change                     log 404 404 2fa 404 404 404 404 404 404 404 404
POST desk:camera_move                       log 404 404 2fa 404 404 404 404 404 404 404 404
POST desk:camera_close                      log 404 404 2fa 404 404 404 404 404 404 404 404
POST desk:camera_look                       log 404 404 2fa 404 404 404 422 404 404 404 404
GET  desk:observation_list                  log 404 404 2fa 404 404 404 200 404 404 404 404
GET  desk:observation_new                   log 404 404 2fa 404 404 404 200 404 404 404 404
POST desk:observation_new                   log 404 404 2fa 404 404 404 422 404 404 404 404
GET  desk:observation_page                  log 404 404 2fa 404 404 404 200 404 404 404 404
POST desk:observation_confirm               log 404 404 2fa 404 404 404 302 404 404 404 404
POST desk:observation_dismiss               log 404 404 2fa 404 404 404 302 404 404 404 404
GET  desk:observation_file                  log 404 404 2fa 404 404 404 200 404 404 404 404
GET  desk:case_footage                      log 404 404 2fa 404 404 404 200 404 404 404 404
POST desk:case_look                         log 404 404 2fa 404 404 404 422 404 404 404 404
GET  desk:inspection_plans                  log 404 404 2fa 404 404 404 200 404 404 404 404
GET  desk:inspection_new                    log 404 404 2fa 404 404 404 404 404 404 404 404
POST desk:inspection_new                    log 404 404 2fa 404 404 404 404 404 404 404 404
GET  desk:inspections_against               log 404 404 2fa 404 404 200 404 404 404 404 200
GET  desk:inspection_plan                   log 404 404 2fa 404 404 404 200 404 404 404 404
GET  desk:inspection_numbers                log 404 404 2fa 404 404 404 200 404 404 404 404
POST desk:inspection_draw                   log 404 404 2fa 404 404 404 404 404 404 404 404
GET  desk:inspection                        log 404 404 2fa 200 200 200 200 404 404 404 404
POST desk:inspection_mark                   log 404 404 2fa 404 404 404 403 404 404 404 404
POST desk:inspection_mend                   log 404 404 2fa 403 403 302 403 404 404 404 404
POST desk:inspection_settle                 log 404 404 2fa 403 403 403 403 404 404 404 404
GET  desk:score_list                        log 404 404 2fa 200 200 200 200 404 404 404 200
GET  desk:score_mine                        log 404 404 2fa 302 302 302 302 302 302 302 302
GET  desk:score_sheet                       log 404 404 2fa 200 200 200 200 404 404 404 404
GET  desk:score_sheet/staff                 log 404 404 2fa 200 404 200 200 404 404 404 404
POST desk:mark_add                          log 404 404 2fa 403 403 403 302 404 404 404 404
POST desk:mark_withdraw                     log 404 404 2fa 403 403 403 302 404 404 404 404
GET  desk:score_file                        log 404 404 2fa 200 200 200 200 404 404 404 404
POST desk:score_publish                     log 404 404 2fa 404 404 404 409 404 404 404 404
GET  desk:title_list                        log 404 404 2fa 200 200 200 200 404 404 404 200
POST desk:title_confirm                     log 404 404 2fa 403 403 403 403 404 404 404 404
GET  desk:score_appeals                     log 404 404 2fa 200 200 200 200 200 200 200 200
GET  desk:score_line                        log 404 404 2fa 200 200 200 200 404 404 404 404
POST desk:score_appeal                      log 404 404 2fa 403 403 302 403 404 404 404 404
POST desk:score_decide                      log 404 404 2fa 403 403 403 403 404 404 404 404
GET  desk:log_list                          log 404 404 2fa 404 404 404 200 404 404 404 404
GET  desk:log_report                        log 404 404 2fa 404 404 404 200 404 404 404 404
GET  desk:system_list                       log 404 404 2fa 404 404 404 404 404 404 200 404
GET  desk:system_new                        log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:system_new                        log 404 404 2fa 404 404 404 404 404 404 422 404
GET  desk:system_page                       log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:system_secret                     log 404 404 2fa 404 404 404 404 404 404 200 404
POST desk:system_revoke                     log 404 404 2fa 404 404 404 404 404 404 302 404
POST desk:system_subscribe                  log 404 404 2fa 404 404 404 404 404 404 422 404
POST desk:subscription_end                  log 404 404 2fa 404 404 404 404 404 404 302 404
POST desk:delivery_replay                   log 404 404 2fa 404 404 404 404 404 404 302 404
GET  desk:item_list                         log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:item_new                          log 404 404 2fa 404 404 404 404 200 404 404 200
POST desk:item_add                          log 404 404 2fa 404 404 404 404 422 404 404 422
GET  desk:exchange                          log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:exchange_template                 log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:exchange_export                   log 404 404 2fa 404 404 404 404 200 200 404 200
POST desk:exchange_begin                    log 404 404 2fa 404 404 404 404 422 404 404 422
GET  desk:exchange_run                      log 404 404 2fa 404 404 404 404 200 404 404 404
POST desk:exchange_confirm                  log 404 404 2fa 404 404 404 404 302 404 404 404
GET  desk:package_list                      log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:package_page                      log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:package_file                      log 404 404 2fa 404 404 404 404 200 200 404 200
POST desk:package_receive                   log 404 404 2fa 404 404 404 404 404 404 404 404
POST desk:package_report                    log 404 404 2fa 404 404 404 404 404 404 404 404
GET  desk:word_list                         log 404 404 2fa 404 404 404 404 404 200 404 200
POST desk:word_add                          log 404 404 2fa 404 404 404 404 404 422 404 422
GET  desk:word_edit                         log 404 404 2fa 404 404 404 404 404 200 404 200
POST desk:word_save                         log 404 404 2fa 404 404 404 404 404 422 404 422
POST desk:word_remove                       log 404 404 2fa 404 404 404 404 404 302 404 302
GET  desk:item_page                         log 404 404 2fa 404 404 404 404 200 200 404 404
GET  desk:version_page                      log 404 404 2fa 404 404 404 404 200 200 404 404
GET  desk:item_compare                      log 404 404 2fa 404 404 404 404 200 200 404 404
GET  desk:item_history                      log 404 404 2fa 404 404 404 404 200 200 404 404
GET  desk:item_disclosure                   log 404 404 2fa 404 404 404 404 200 200 404 404
POST desk:item_disclosure                   log 404 404 2fa 404 404 404 404 403 422 404 404
GET  desk:preconditions                     log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:act_list                          log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:act_page                          log 404 404 2fa 404 404 404 404 200 200 404 404
POST desk:act_move                          log 404 404 2fa 404 404 404 404 403 302 404 404
GET  desk:act_new                           log 404 404 2fa 404 404 404 404 200 404 404 404
POST desk:act_propose                       log 404 404 2fa 404 404 404 404 302 404 404 404
GET  desk:basic_list                        log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:basic_page                        log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:basic_new                         log 404 404 2fa 404 404 404 404 404 404 404 404
POST desk:basic_add                         log 404 404 2fa 404 404 404 404 404 404 404 404
GET  desk:basic_edit                        log 404 404 2fa 404 404 404 404 404 404 404 404
POST desk:basic_save                        log 404 404 2fa 404 404 404 404 404 404 404 404
POST desk:item_status                       log 404 404 2fa 404 404 404 404 403 302 404 404
GET  desk:draft_edit                        log 404 404 2fa 404 404 404 404 200 200 404 404
GET  desk:draft_part                        log 404 404 2fa 404 404 404 404 200 200 404 404
GET  desk:draft_findings                    log 404 404 2fa 404 404 404 404 200 200 404 404
POST desk:draft_begin                       log 404 404 2fa 404 404 404 404 302 403 404 404
POST desk:draft_save                        log 404 404 2fa 404 404 404 404 422 422 404 404
GET  desk:ruling_edit                       log 404 404 2fa 404 404 404 404 200 200 404 404
POST desk:ruling_save                       log 404 404 2fa 404 404 404 404 422 422 404 404
POST desk:ruling_remove                     log 404 404 2fa 404 404 404 404 302 403 404 404
GET  desk:situation_table                   log 404 404 2fa 404 404 404 404 200 200 404 404
POST desk:situation_table_save              log 404 404 2fa 404 404 404 404 302 403 404 404
GET  desk:situation_preview                 log 404 404 2fa 404 404 404 404 200 200 404 404
GET  desk:draft_files                       log 404 404 2fa 404 404 404 404 200 200 404 404
POST desk:draft_file_add                    log 404 404 2fa 404 404 404 404 302 403 404 404
POST desk:draft_file_remove                 log 404 404 2fa 404 404 404 404 302 403 404 404
GET  desk:version_file                      log 404 404 2fa 404 404 404 404 200 200 404 404
GET  desk:process_edit                      log 404 404 2fa 404 404 404 404 200 200 404 404
POST desk:process_save                      log 404 404 2fa 404 404 404 404 422 422 404 404
POST desk:process_check                     log 404 404 2fa 404 404 404 404 200 200 404 404
POST desk:process_drop                      log 404 404 2fa 404 404 404 404 302 403 404 404
GET  desk:process_file                      log 404 404 2fa 404 404 404 404 200 200 404 404
GET  desk:process_try                       log 404 404 2fa 404 404 404 404 200 200 404 404
GET  desk:form_edit                         log 404 404 2fa 404 404 404 404 200 200 404 404
POST desk:form_save                         log 404 404 2fa 404 404 404 404 302 403 404 404
POST desk:draft_submit                      log 404 404 2fa 404 404 404 404 302 403 404 404
POST desk:draft_discard                     log 404 404 2fa 404 404 404 404 302 403 404 404
GET  desk:version_review                    log 404 404 2fa 404 404 404 404 200 200 404 404
POST desk:version_publish                   log 404 404 2fa 404 404 404 404 403 302 404 404
POST desk:version_call_off                  log 404 404 2fa 404 404 404 404 403 302 404 404
POST desk:version_send_back                 log 404 404 2fa 404 404 404 404 403 302 404 404
GET  desk:finding_list                      log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:law_list                          log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:law_items                         log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:proof_list                        log 404 404 2fa 404 404 404 404 200 200 404 200
GET  desk:proof_new                         log 404 404 2fa 404 404 404 404 200 404 404 200
POST desk:proof_add                         log 404 404 2fa 404 404 404 404 422 404 404 422
GET  desk:proof_edit                        log 404 404 2fa 404 404 404 404 200 200 404 404
POST desk:proof_save                        log 404 404 2fa 404 404 404 404 302 403 404 404
POST desk:proof_withdraw                    log 404 404 2fa 404 404 404 404 302 403 404 404
"""

#: The open API.
API = """
                                            str res oth pwd clk exa app sup edi rev adm nei
GET  api-v1:openapi-json                    200 200 200 200 200 200 200 200 200 200 200 200
GET  api-v1:workdays_add                    200 200 200 200 200 200 200 200 200 200 200 200
GET  api-v1:workdays_count                  200 200 200 200 200 200 200 200 200 200 200 200
GET  api-v1:code_check                      200 200 200 200 200 200 200 200 200 200 200 200
GET  api-v1:item_export                     200 200 200 200 200 200 200 200 200 200 200 200
GET  api-v1:item_list                       200 200 200 200 200 200 200 200 200 200 200 200
GET  api-v1:item_get                        200 200 200 200 200 200 200 200 200 200 200 200
GET  api-v1:item_situation                  200 200 200 200 200 200 200 200 200 200 200 200
GET  api-v1:item_form_schema                200 200 200 200 200 200 200 200 200 200 200 200
GET  api-v1:case_status                     422 422 422 422 422 422 422 422 422 422 422 422
GET  api-v1:case_status/code                200 200 200 200 200 200 200 200 200 200 200 200
GET  api-v1:api-root                        404 404 404 404 404 404 404 404 404 404 404 404
POST api-v1:token                           400 400 400 400 400 400 400 400 400 400 400 400
POST api-v1:message_reports                 400 400 400 400 400 400 400 400 400 400 400 400
POST api-v1:application_begin               401 401 401 401 401 401 401 401 401 401 401 401
GET  api-v1:application_get                 401 401 401 401 401 401 401 401 401 401 401 401
PUT  api-v1:application_situation           401 401 401 401 401 401 401 401 401 401 401 401
PUT  api-v1:application_answers             401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:application_upload              401 401 401 401 401 401 401 401 401 401 401 401
DELETE api-v1:application_remove              401 401 401 401 401 401 401 401 401 401 401 401
GET  api-v1:application_offers              401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:application_commit              401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:application_file                401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:application_supplement          401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:application_withdraw            401 401 401 401 401 401 401 401 401 401 401 401
GET  api-v1:office_cases                    401 401 401 401 401 401 401 401 401 401 401 401
GET  api-v1:office_case                     401 401 401 401 401 401 401 401 401 401 401 401
GET  api-v1:office_case_file                401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_accept                   401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_request_supplement       401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_send_back                401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_pass_prereview           401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_receive_originals        401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_decline                  401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_examine                  401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_pause                    401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_resume                   401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_extend                   401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_grant                    401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_refuse                   401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_terminate                401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_make_result              401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_deliver                  401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:office_conclude                 401 401 401 401 401 401 401 401 401 401 401 401
GET  api-v1:delivery_list                   401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:window_presence                 401 401 401 401 401 401 401 401 401 401 401 401
POST api-v1:delivery_replay                 401 401 401 401 401 401 401 401 401 401 401 401
"""

#: Health, signing in and the second factor.
DOOR = """
                                            str res oth pwd clk exa app sup edi rev adm nei
GET  health                                 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_login                          200 302 302 302 302 302 302 302 302 302 302 302
POST account_login                          200 302 302 302 302 302 302 302 302 302 302 302
GET  account_logout                         302 200 200 200 200 200 200 200 200 200 200 200
POST account_logout                         302 302 302 302 302 302 302 302 302 302 302 302
GET  account_inactive                       200 200 200 200 200 200 200 200 200 200 200 200
POST account_inactive                       405 405 405 405 405 405 405 405 405 405 405 405
GET  account_signup                         200 302 302 302 302 302 302 302 302 302 302 302
POST account_signup                         200 302 302 302 302 302 302 302 302 302 302 302
GET  account_reauthenticate                 log 200 200 200 200 200 200 200 200 200 200 200
POST account_reauthenticate                 log 200 200 200 200 200 200 200 200 200 200 200
GET  account_email                          log 200 200 200 200 200 200 200 200 200 200 200
POST account_email                          log 302 302 302 302 302 302 302 302 302 302 302
GET  account_email_verification_sent        200 200 200 200 200 200 200 200 200 200 200 200
POST account_email_verification_sent        405 405 405 405 405 405 405 405 405 405 405 405
GET  account_change_password                log 200 200 200 200 200 200 200 200 200 200 200
POST account_change_password                log 200 200 200 200 200 200 200 200 200 200 200
GET  account_set_password                   log 302 302 302 302 302 302 302 302 302 302 302
POST account_set_password                   log 302 302 302 302 302 302 302 302 302 302 302
GET  account_reset_password                 200 200 200 200 200 200 200 200 200 200 200 200
POST account_reset_password                 200 200 200 200 200 200 200 200 200 200 200 200
GET  account_confirm_login_code             log 302 302 302 302 302 302 302 302 302 302 302
POST account_confirm_login_code             log 302 302 302 302 302 302 302 302 302 302 302
GET  account_confirm_email                  200 200 200 200 200 200 200 200 200 200 200 200
POST account_confirm_email                  404 404 404 404 404 404 404 404 404 404 404 404
GET  account_reset_password_from_key_done   200 200 200 200 200 200 200 200 200 200 200 200
POST account_reset_password_from_key_done   405 405 405 405 405 405 405 405 405 405 405 405
GET  account_reset_password_from_key        200 200 200 200 200 200 200 200 200 200 200 200
POST account_reset_password_from_key        200 200 200 200 200 200 200 200 200 200 200 200
GET  account_reset_password_done            200 200 200 200 200 200 200 200 200 200 200 200
POST account_reset_password_done            405 405 405 405 405 405 405 405 405 405 405 405
GET  mfa_index                              log 200 200 200 200 200 200 200 200 200 200 200
POST mfa_index                              log 405 405 405 405 405 405 405 405 405 405 405
GET  mfa_authenticate                       log 302 302 302 302 302 302 302 302 302 302 302
POST mfa_authenticate                       log 302 302 302 302 302 302 302 302 302 302 302
GET  mfa_reauthenticate                     log pwd pwd 200 200 200 200 200 200 200 200 200
POST mfa_reauthenticate                     log pwd pwd 200 200 200 200 200 200 200 200 200
GET  mfa_activate_totp                      log pwd pwd pwd pwd pwd pwd pwd pwd pwd pwd pwd
POST mfa_activate_totp                      log pwd pwd pwd pwd pwd pwd pwd pwd pwd pwd pwd
GET  mfa_deactivate_totp                    log 404 404 pwd pwd pwd pwd pwd pwd pwd pwd pwd
POST mfa_deactivate_totp                    log 404 404 pwd pwd pwd pwd pwd pwd pwd pwd pwd
GET  mfa_view_recovery_codes                log 404 404 404 404 404 404 404 404 404 404 404
POST mfa_view_recovery_codes                log 405 405 405 405 405 405 405 405 405 405 405
GET  mfa_generate_recovery_codes            log pwd pwd pwd pwd pwd pwd pwd pwd pwd pwd pwd
POST mfa_generate_recovery_codes            log pwd pwd pwd pwd pwd pwd pwd pwd pwd pwd pwd
GET  mfa_download_recovery_codes            log 404 404 404 404 404 404 404 404 404 404 404
POST mfa_download_recovery_codes            log 404 404 404 404 404 404 404 404 404 404 404
"""


def _read(*tables: str) -> dict[tuple[str, str], dict[str, str]]:
    """(method, row) → role → answer."""
    lines = [line.split() for table in tables for line in table.strip().splitlines()[1:]]
    return {(method, row): dict(zip(ROLES, cells, strict=True)) for method, row, *cells in lines}


TABLE = _read(PORTAL, DESK, API, DOOR)
