"""The picture that counts where there is no script: one transparent point, 43 bytes."""

from base64 import b64decode

PIXEL = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==")
