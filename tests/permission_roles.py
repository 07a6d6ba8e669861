"""Who stands in the columns of the permission table, and the doors somebody is sent to first."""

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
