"""Checks C++ targets with async-tidy, in one action for each source file.

See docs/clusters.md#bazel. Bazel caches the actions, and runs them where it runs
compilers.
"""

load("@bazel_tools//tools/build_defs/cc:action_names.bzl", "ACTION_NAMES")
load("@bazel_tools//tools/cpp:toolchain_utils.bzl", "find_cpp_toolchain")

_SOURCES = ("c++", "cc", "cpp", "cxx", "C")

AsyncTidySummaryInfo = provider(
    doc = "What the functions of a target and of its dependencies do.",
    fields = {"summaries": "depset of the files that `summarize` wrote"},
)

# Makes a compilation database from the template $1, and runs the other
# arguments with it. Bazel does not know the folder in which an action runs.
_WITH_DATABASE = """
database=$(mktemp -d)
trap 'rm -r "$database"' EXIT
sed "s|/EXECROOT|$PWD|" "$1" >"$database/compile_commands.json"
shift
"$@" -p "$database"
"""

def _command(target, ctx, toolchain):
    """The compile command for the sources of `target`, without their names."""
    features = cc_common.configure_features(
        ctx = ctx,
        cc_toolchain = toolchain,
        requested_features = ctx.features,
        unsupported_features = ctx.disabled_features + ["module_maps"],
    )
    context = target[CcInfo].compilation_context
    variables = cc_common.create_compile_variables(
        feature_configuration = features,
        cc_toolchain = toolchain,
        user_compile_flags = ctx.fragments.cpp.copts +
                             ctx.fragments.cpp.cxxopts +
                             getattr(ctx.rule.attr, "copts", []),
        include_directories = context.includes,
        quote_include_directories = context.quote_includes,
        system_include_directories = context.system_includes,
        preprocessor_defines = depset(
            transitive = [context.defines, context.local_defines],
        ),
    )
    compiler = cc_common.get_tool_for_action(
        feature_configuration = features,
        action_name = ACTION_NAMES.cpp_compile,
    )
    return [compiler] + cc_common.get_memory_inefficient_command_line(
        feature_configuration = features,
        action_name = ACTION_NAMES.cpp_compile,
        variables = variables,
    )

def _run(target, ctx, suffix, arguments, inputs, prepare = ""):
    """Declares an action for each source file of `target`.

    Args:
      target: the target that the aspect visits.
      ctx: the context of the aspect.
      suffix: the end of the names of the outputs.
      arguments: a command of async-tidy and its options.
      inputs: further files.
      prepare: a command to run before.

    Returns:
      The outputs.
    """
    if CcInfo not in target or not hasattr(ctx.rule.files, "srcs"):
        return []
    sources = [
        each
        for each in ctx.rule.files.srcs
        # Code of others is not checked.
        if each.extension in _SOURCES and not each.path.startswith("external/")
    ]
    if not sources:
        return []
    toolchain = find_cpp_toolchain(ctx)
    command = _command(target, ctx, toolchain)
    outputs = []
    for source in sources:
        output = ctx.actions.declare_file(
            "%s/%s%s" % (target.label.name, source.basename, suffix),
        )
        outputs.append(output)
        database = ctx.actions.declare_file(output.basename + ".json", sibling = output)
        ctx.actions.write(database, json.encode([struct(
            directory = "/EXECROOT",
            file = source.path,
            arguments = command + ["-c", source.path],
        )]))
        line = ctx.actions.args()
        line.add(database)
        line.add(ctx.executable._program)
        line.add_all(arguments)
        if arguments[0] == "summarize":
            line.add("-o", output)
        else:
            line.add(output, format = "--output=text:%s")
        line.add("--project-root=.")
        line.add("-q")
        line.add(source)
        ctx.actions.run_shell(
            outputs = [output],
            inputs = depset(
                [source, database] + inputs + ctx.files._config,
                transitive = [
                    target[CcInfo].compilation_context.headers,
                    toolchain.all_files,
                ],
            ),
            tools = [ctx.executable._program],
            command = "set -e\n" + prepare + _WITH_DATABASE,
            arguments = [line],
            mnemonic = "AsyncTidy",
            progress_message = "async-tidy %s" % source.short_path,
        )
    return outputs

_ATTRIBUTES = {
    "_program": attr.label(
        default = "@async_tidy//:program",
        executable = True,
        cfg = "exec",
        allow_single_file = True,
    ),
    # .clang-tidy and .async-tidy.yaml, which lie in the tree.
    "_config": attr.label(default = "@async_tidy//:config"),
    "_cc_toolchain": attr.label(
        default = "@bazel_tools//tools/cpp:current_cc_toolchain",
    ),
}

def _summary_impl(target, ctx):
    files = _run(target, ctx, ".ats", ["summarize"], [])
    below = [
        each[AsyncTidySummaryInfo].summaries
        for each in getattr(ctx.rule.attr, "deps", [])
        if AsyncTidySummaryInfo in each
    ]
    return [AsyncTidySummaryInfo(summaries = depset(files, transitive = below))]

async_tidy_summary_aspect = aspect(
    doc = "Summarizes each source file, for async_tidy_index.",
    implementation = _summary_impl,
    attr_aspects = ["deps"],
    attrs = _ATTRIBUTES,
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)

def _index_impl(ctx):
    output = ctx.actions.declare_file(ctx.label.name + "/index")
    summaries = depset(transitive = [
        each[AsyncTidySummaryInfo].summaries
        for each in ctx.attr.deps
    ])
    line = ctx.actions.args()
    line.add("link")
    line.add("-q")
    # The index contains this folder, so it must be the same in every sandbox. The
    # place of the index counts when it is read.
    line.add("--project-root=/")
    line.add("-o", output)
    line.add_all(summaries)
    ctx.actions.run(
        outputs = [output],
        inputs = summaries,
        executable = ctx.executable._program,
        arguments = [line],
        mnemonic = "AsyncTidyLink",
    )
    return [DefaultInfo(files = depset([output]))]

async_tidy_index = rule(
    doc = "Links the summaries of `deps` and of all that they depend on.",
    implementation = _index_impl,
    attrs = {
        "deps": attr.label_list(aspects = [async_tidy_summary_aspect]),
        "_program": _ATTRIBUTES["_program"],
    },
)

def _report_impl(target, ctx):
    index = ctx.files._index
    prepare = ""
    if index:
        # async-tidy reads the index from the root of the project.
        prepare = """
mkdir -p .async-tidy
cp -f '%s' .async-tidy/index.$$
mv -f .async-tidy/index.$$ .async-tidy/index
""" % index[0].path
    reports = _run(
        target,
        ctx,
        ".async-tidy.txt",
        ["check", "--no-cache", "--fail-on=never"] + ([] if index else ["--no-index"]),
        index,
        prepare,
    )
    passes = []
    for report in reports:
        passed = ctx.actions.declare_file(report.basename + ".passed", sibling = report)
        passes.append(passed)
        ctx.actions.run_shell(
            outputs = [passed],
            inputs = [report],
            command = 'if [ -s "$1" ]; then cat "$1" >&2; exit 1; fi; : >"$2"',
            arguments = [report.path, passed.path],
            mnemonic = "AsyncTidyFindings",
        )
    return [OutputGroupInfo(
        async_tidy = depset(reports),
        async_tidy_test = depset(passes),
    )]

async_tidy_aspect = aspect(
    doc = """Checks each source file.

    Output groups: async_tidy has the reports; async_tidy_test fails where there
    are findings.""",
    implementation = _report_impl,
    attrs = dict(_ATTRIBUTES, _index = attr.label(
        default = "@async_tidy//:index",
    )),
    fragments = ["cpp"],
    toolchains = ["@bazel_tools//tools/cpp:toolchain_type"],
)
