#!/usr/bin/env node
// The command `whereby`, as installed by npm.
'use strict'

process.exitCode = require('../native.js').runCommand(['whereby', ...process.argv.slice(2)])
