"""Each line says whether its rule speaks up (ruleid) or is silent (ok)."""

import ssl
from smtplib import SMTP
from urllib.request import urlopen

import httpx
import requests


def called(url, context):
    # ruleid: call-without-end
    httpx.get(url)
    # ruleid: call-without-end
    requests.post(url, json={})
    # ruleid: call-without-end
    httpx.Client(http2=False)
    # ruleid: call-without-end
    SMTP("localhost")
    # ruleid: call-without-end-of-urlopen
    urlopen(url)
    # ok: call-without-end
    httpx.get(url, timeout=3)
    # ok: call-without-end
    httpx.Client(timeout=3)
    # ok: call-without-end
    httpx.URL(url)
    # ok: call-without-end-of-urlopen
    urlopen(url, timeout=3)
    # ruleid: believes-any-certificate
    httpx.get(url, timeout=3, verify=False)
    # ruleid: believes-any-certificate
    context.verify_mode = ssl.CERT_NONE
    # ruleid: believes-any-certificate
    context.check_hostname = False
    # ok: believes-any-certificate
    httpx.get(url, timeout=3, verify="/etc/ssl/ours.pem")
