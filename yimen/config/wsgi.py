"""The door for web servers."""

import os

from django.core.wsgi import get_wsgi_application
from granian.utils.proxies import wrap_wsgi_with_proxy_headers

from yimen.config.env import ENV

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yimen.config.settings.prod")
application = wrap_wsgi_with_proxy_headers(
    get_wsgi_application(), trusted_hosts=ENV.proxies.split(",")
)
