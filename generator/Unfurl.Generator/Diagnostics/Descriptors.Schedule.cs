using Microsoft.CodeAnalysis;

namespace Unfurl.Generator;

/// <summary>06xx: schedule files. Warnings all: without a line that says something else the cost model decides.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor MalformedScheduleLine = Warning(
        "UNF0601", "A line of a schedule must be readable", "Expected {0}, got '{1}'; the line is passed over");

    public static readonly DiagnosticDescriptor UnknownKernel = Warning(
        "UNF0602", "A schedule's kernel must be the network's", "Network '{0}' has nothing to choose for '{1}' in this section; the line is passed over");

    public static readonly DiagnosticDescriptor ImpossibleChoice = Warning(
        "UNF0603", "A schedule's choice must be possible", "Kernel '{0}' can be {1}, not '{2}'; the line is passed over");

    public static readonly DiagnosticDescriptor ScheduleWithoutNetwork = Warning(
        "UNF0604", "A schedule must name a network of the project", "{0} is for network '{1}', but the project declares {2}");
}
