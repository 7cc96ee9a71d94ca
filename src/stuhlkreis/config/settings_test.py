"""The settings of the tests: fixed keys, fast passwords, mail in memory."""

import os

os.environ.setdefault("STUHLKREIS_SECRET_KEY", "test")
os.environ.setdefault("STUHLKREIS_FIELD_KEYS", "test:" + "A" * 43 + "=")
os.environ.setdefault("STUHLKREIS_HOME", "build/test-home")
os.environ.setdefault("STUHLKREIS_DATABASE_URL", "sqlite://:memory:")
os.environ.setdefault("STUHLKREIS_EMAIL_URL", "memorymail://")

from stuhlkreis.config.settings import *  # noqa: F403 -- the real settings, then what tests change

ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
