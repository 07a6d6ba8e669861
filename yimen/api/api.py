"""The open API, version 1: a second door to the same rooms. It never changes its meaning."""

from ninja import NinjaAPI

from yimen.api.errors import add_handlers
from yimen.api.routers import cases, codes, items, workdays

api = NinjaAPI(
    title="Yimen",
    version="1",
    urls_namespace="api-v1",
    docs_url=None,
    description="Working days, codes, published service items, and where a case stands.",
)
api.add_router("/workdays", workdays.router, tags=["workdays"])
api.add_router("/codes", codes.router, tags=["codes"])
api.add_router("/items", items.router, tags=["items"])
api.add_router("/cases", cases.router, tags=["cases"])
add_handlers(api)
