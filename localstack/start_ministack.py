"""Starts ministack 1.5.33 with the four things mended that no request to it can mend.

- Its HTTP APIs send functions payload format 2.0, whatever `PayloadFormatVersion` of an integration says. This makes
  the event what AWS makes of `1.0`.
- Its CloudFormation forgets the attributes of what an update of a nested stack leaves as it is, so that the update fails
  at the next `Fn::GetAtt`.
- It refuses alarms over an expression of several metrics. This makes them alarms over the first of these.
- Its parameter store does not know secrets by `/aws/reference/secretsmanager/<name>`. This looks them up.

It stops with a sentence where ministack has changed, so that all are looked at again. It ends with its workers as soon
as its standard input ends, which whoever started it holds open.
"""

import os
import signal
import sys
import threading
from contextvars import ContextVar
from urllib.parse import unquote

from ministack import app
from ministack.services import apigateway, secretsmanager, ssm
from ministack.services.cloudformation import _stacks, provisioners

try:
    proxy, run = apigateway._invoke_lambda_proxy, apigateway.run_reentrant
    update, alarm = provisioners._update_resource, provisioners._cw_metric_alarm_record
    parameter, secret = ssm._public_parameter, secretsmanager.resolve_secret_string
except AttributeError as error:
    sys.exit(f"This ministack cannot be mended, for it has changed ({error}): take the version 1.5.33.")

asked = ContextVar("what a request asked of which integration")


async def mended_proxy(integration, api_id, stage, path, method, headers, body, query, *rest, **more):
    asked.set((str(integration.get("payloadFormatVersion")), headers, query or {}))
    return await proxy(integration, api_id, stage, path, method, headers, body, query, *rest, **more)


async def mended_run(function, *arguments, **more):
    record, *event = arguments
    if event and isinstance(event[0], dict) and event[0].get("version") == "2.0":
        version, headers, query = asked.get()
        if version == "1.0":
            arguments = (record, to_format_1(event[0], headers, query))
    return await run(function, *arguments, **more)


def to_format_1(event, headers, query):
    context = event["requestContext"]
    http = context["http"]
    many = {name: values if isinstance(values, list) else [values] for name, values in query.items()}
    resource = event["routeKey"].split(" ")[-1]
    path = unquote(event["rawPath"])
    return {
        "version": "1.0",
        "resource": resource,
        "path": path,
        "httpMethod": http["method"],
        "headers": dict(headers),
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": {name: values[-1] for name, values in many.items()} or None,
        "multiValueQueryStringParameters": many or None,
        "pathParameters": event.get("pathParameters"),
        "stageVariables": event.get("stageVariables"),
        "body": event.get("body"),
        "isBase64Encoded": event["isBase64Encoded"],
        "requestContext": {
            "accountId": context["accountId"],
            "apiId": context["apiId"],
            "authorizer": context.get("authorizer", {}).get("jwt"),
            "domainName": context["domainName"],
            "httpMethod": http["method"],
            "identity": {"sourceIp": http["sourceIp"], "userAgent": http["userAgent"]},
            "path": path,
            "protocol": http["protocol"],
            "requestId": context["requestId"],
            "requestTimeEpoch": context["timeEpoch"],
            "resourcePath": resource,
            "stage": context["stage"],
        },
    }


def mended_update(kind, physical_id, old, new, stack_name, logical_id=None, old_attrs=None, **more):
    known = _stacks.get(stack_name, {}).get("_resources", {}).get(logical_id, {}).get("Attributes")
    return update(kind, physical_id, old, new, stack_name, logical_id, old_attrs=old_attrs or known, **more)


def mended_alarm(name, properties):
    stats = [metric["MetricStat"]["Metric"] for metric in properties.get("Metrics") or [] if "MetricStat" in metric]
    single = {key: value for key, value in properties.items() if key != "Metrics"}
    return alarm(name, {**single, **(stats[0] if stats else {})})


def mended_parameter(name):
    prefix = "/aws/reference/secretsmanager/"
    value = secret(name.removeprefix(prefix)) if name.startswith(prefix) else None
    known = {"Name": name, "Type": "SecureString", "Value": value, "Version": 1, "ARN": "", "LastModifiedDate": 0}
    return parameter(name) if value is None else known


def end_with_parent():
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


threading.Thread(target=end_with_parent, daemon=True).start()
apigateway._invoke_lambda_proxy, apigateway.run_reentrant = mended_proxy, mended_run
provisioners._update_resource, provisioners._cw_metric_alarm_record = mended_update, mended_alarm
ssm._public_parameter = mended_parameter
app.main()
