"""How signing in (django-allauth) meets our accounts."""
