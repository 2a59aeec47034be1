using System.Text;
using SecAutomation.Host;

// Without a byte order mark: the output is often a pipe.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

if (HostArguments.AskForUsage(args))
{
    Console.Out.WriteLine(HostArguments.Usage);
    return 0;
}

HostArguments? arguments = HostArguments.Parse(args, out string? complaint);
if (arguments is null)
{
    Console.Error.WriteLine($"{complaint}\n\n{HostArguments.Usage}");
    return ExitCodes.BadCommandLine;
}

return new HostSession(arguments).Run();
