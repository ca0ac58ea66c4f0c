namespace Unfurl;

/// <summary>Weights to and from safetensors files.</summary>
internal static class ParameterFile
{
    public static void Save(NetworkParameters parameters, string path) => throw new NotSupportedException();
    public static void Load(NetworkParameters parameters, string path) => throw new NotSupportedException();
}
