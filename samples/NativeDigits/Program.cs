using NativeDigits;

try
{
    switch (args)
    {
        case ["--learn", string folder]:
            Lesson.Run(folder, weights: null);
            return 0;
        case ["--weights", string weights, "--learn", string folder]:
            Lesson.Run(folder, weights);
            return 0;
        case ["--weights", string weights, string image]:
            Recognition.Run(image, weights);
            return 0;
        case [string image] when !image.StartsWith('-'):
            Recognition.Run(image, weights: null);
            return 0;
        default:
            Console.Error.WriteLine("""
                NativeDigits IMAGE            names the digit: a PGM or PPM file of any size, or 784 raw bytes
                NativeDigits --learn FOLDER   learns from FOLDER/0 .. FOLDER/9, writes digits.safetensors
                --weights FILE                before either: reads FILE instead of the weights inside the program
                """);
            return 2;
    }
}
catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
